/* What Debian's libunwind.a calls and musl does not have. */
#include <stdarg.h>
#include <stdio.h>

int __fprintf_chk(FILE *file, int flag, const char *format, ...) {
    va_list list;
    (void)flag;
    va_start(list, format);
    int written = vfprintf(file, format, list);
    va_end(list);
    return written;
}
