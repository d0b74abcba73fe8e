#!/bin/sh
# Installs P2I Desktop for this user: program, command, menu entry and file type. No administrator is needed.
set -eu
data="${XDG_DATA_HOME:-$HOME/.local/share}"
place="$data/p2i-desktop-program"
rm -rf "$place.new"
mkdir -p "$data" "$HOME/.local/bin"
cp -a program "$place.new"
cp uninstall.sh "$place.new/"
rm -rf "$place"
mv "$place.new" "$place"
ln -sfn "$place/p2i-desktop" "$HOME/.local/bin/p2i-desktop"
mkdir -p "$data/applications" "$data/mime/packages" "$data/icons/hicolor/scalable/apps"
sed "s|^Exec=p2i-desktop|Exec=\"$place/p2i-desktop\"|" p2i-desktop.desktop > "$data/applications/p2i-desktop.desktop"
cp p2i-desktop.xml "$data/mime/packages/"
cp p2i-desktop.svg "$data/icons/hicolor/scalable/apps/"
if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime" || true; fi
if command -v update-desktop-database > /dev/null; then update-desktop-database "$data/applications" || true; fi
echo "P2I Desktop is installed in $place. Start it from the menu, or with $HOME/.local/bin/p2i-desktop"
echo "To remove it: $place/uninstall.sh"
