#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
  echo "P2I Desktop was removed. Casebooks and settings were not touched: casebooks lie where they were saved,"
  echo "settings and backups of each user in ~/.config/p2i-desktop and ~/.local/share/p2i-desktop"
fi
