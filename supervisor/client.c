// The commands `status` and `ready`: ask a running supervisor through its socket.
#include "supervisor.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static char line[LINE_MAX_BYTES];

// False when none answers within two seconds.
static bool ask(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval limit = {.tv_sec = 2};
    size_t used = 0;
    struct text t = text_in(address.sun_path, sizeof address.sun_path);
    text_add(&t, options.instance);
    text_add(&t, ".sock");
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || chdir(options.status_dir) != 0) return false;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return false;
    while (used < sizeof line - 1) {
        ssize_t count = read(fd, line + used, sizeof line - 1 - used);
        if (count <= 0) return false;
        used += (size_t)count;
        line[used] = 0;
        char *end = strchr(line, '\n');
        if (!end) continue;
        end[1] = 0;
        return true;
    }
    return false;
}

int client_status(void) {
    if (!ask()) return 1;
    size_t length = strlen(line);
    return write(1, line, length) == (ssize_t)length ? 0 : 1;
}

int client_ready(void) {
    return ask() && strstr(line, "\"state\":\"ready\"") ? 0 : 1;
}
