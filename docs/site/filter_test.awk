# A file of tests has a page, on which its lines can be linked.
NR == 1 { print "/** \\file */ " (/^\/\// ? "" : $0); next }
{ print }
