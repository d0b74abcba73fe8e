#!/bin/sh
# Removes P2I Desktop of this user; casebooks and settings are not touched.
set -eu
data="${XDG_DATA_HOME:-$HOME/.local/share}"
rm -rf "$data/p2i-desktop-program"
rm -f "$HOME/.local/bin/p2i-desktop" "$data/applications/p2i-desktop.desktop" "$data/mime/packages/p2i-desktop.xml"
rm -f "$data/icons/hicolor/scalable/apps/p2i-desktop.svg"
if command -v update-mime-database > /dev/null && [ -d "$data/mime" ]; then update-mime-database "$data/mime" || true; fi
if command -v update-desktop-database > /dev/null && [ -d "$data/applications" ]; then update-desktop-database "$data/applications" || true; fi
echo "P2I Desktop was removed. Your casebooks and settings were not touched: casebooks lie where you saved them,"
echo "settings and backups in ${XDG_CONFIG_HOME:-$HOME/.config}/p2i-desktop and $data/p2i-desktop"
