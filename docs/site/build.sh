#!/usr/bin/env bash
# build.sh ROOT BUILD OUT KATEX AWESOME DOXYGEN: the site in OUT/site, complete or not at all.
set -euo pipefail
root=$1 build=$2 out=$3 katex=$4 doxygen=$6
rm -rf "$out/pages" "$out/site"
export LC_ALL=C.UTF-8
"$build/lemmata-pages" write "$root" "$build" "$out/pages"
cd "$out"
"$doxygen" -w html header.html footer.html doxygen.css Doxyfile 2>/dev/null
# Doxygen's own header fetches MathJax from elsewhere: formulas are rendered by the KaTeX beside the pages.
sed -i 's/^\$mathjax//; s/\$mathjax//; s|</head>|<link rel="stylesheet" href="$relpath^katex/katex.min.css"/><script src="$relpath^katex/katex.min.js"></script><script src="$relpath^katex/auto-render.js"></script><script src="$relpath^doxygen-awesome-darkmode-toggle.js"></script><script src="$relpath^doxygen-awesome-fragment-copy-button.js"></script><script src="$relpath^doxygen-awesome-paragraph-link.js"></script><script src="$relpath^doxygen-awesome-interactive-toc.js"></script><script src="$relpath^lemmata.js"></script></head>|' header.html
"$doxygen" Doxyfile
mkdir -p site/katex
cp -L "$katex/katex.min.js" "$katex/katex.min.css" "$katex/contrib/auto-render.js" site/katex/
cp -rL "$katex/fonts" site/katex/
"$build/lemmata-pages" resolve "$root" site lemmata.tag
"$build/lemmata-pages" check site
echo "$out/site/index.html"
