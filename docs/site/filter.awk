# A header's comment at its top is the documentation of the file. No line is added or lost: the comment takes the place of `#pragma once`.
# Comments are prose: a backslash is no command, and <…> no tag.
/^ *\/\// { gsub(/\\/, "\\\\\\\\"); gsub(/</, "\\<") }
NR == 1 && /^\/\// { top = 1; print "/// \\file"; last = $0; next }
top && /^\/\// { sub(/^\/\//, "///", last); print last; last = $0; next }
top && /^#pragma once/ { sub(/^\/\//, "///", last); print last; top = 0; next }
{ top = 0; print }
