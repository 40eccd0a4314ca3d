# browser.sh: sourced. `dom FILE.html` prints the page after its scripts have run; what the page said to the console goes to ./console.
# A machine without a browser skips what needs one (exit code 77).
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "no chromium here: skipped"; exit 77; }
dom() {
  "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --allow-file-access-from-files --disable-web-security \
    --user-data-dir="$PWD/profile" --enable-logging=stderr --log-level=0 --virtual-time-budget="${budget:-30000}" --dump-dom "file://$1" 2>log
  grep -a 'CONSOLE' log >console || true
}
