// One probe attempt at a time: a tiny HTTP GET, a TCP connect, or a command.
#include "supervisor.h"

#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int fd = -1;
static int draining = -1;
static pid_t pid;
static bool connecting;
static char expected[ID_MAX];
static char answer[4096];
static size_t got;
static char reason[REASON_MAX];

static void set_reason(const char *a, const char *b) {
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, a);
    text_add(&t, b);
}

static enum verdict fail(const char *a, const char *b) {
    set_reason(a, b);
    if (fd >= 0) close(fd);
    fd = -1;
    return PROBE_FAILED;
}

static enum verdict fail_errno(int error) {
    if (error == ECONNREFUSED) return fail("connection refused", "");
    return fail("connection: ", error_words(error));
}

// The port may lie in the ephemeral range: a connect that was given the probed port as its own would reach
// itself, look like an open port and keep the service from binding it. So the own port is chosen and looked at first.
static bool bind_elsewhere(void) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof own;
    if (bind(fd, (struct sockaddr *)&own, sizeof own) != 0) return false;
    return getsockname(fd, (struct sockaddr *)&own, &size) == 0 && own.sin_port != htons(options.port);
}

static enum verdict send_request(void) {
    char request[1024];
    struct text t = text_in(request, sizeof request);
    connecting = false;
    if (options.probe == PROBE_TCP) {
        close(fd);
        fd = -1;
        return PROBE_OK;
    }
    text_add(&t, "GET ");
    text_add(&t, options.path);
    text_add(&t, " HTTP/1.1\r\nHost: 127.0.0.1:");
    text_number(&t, options.port);
    text_add(&t, "\r\nUser-Agent: devenv-supervisor\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    if (send(fd, request, t.used, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)t.used) return fail_errno(errno);
    return PROBE_PENDING;
}

enum verdict probe_begin(const char *build_id) {
    copy(expected, sizeof expected, build_id);
    got = 0;
    if (options.probe == PROBE_NONE) return PROBE_OK;
    if (options.probe == PROBE_EXEC) {
        pid = child_start_probe(build_id);
        if (pid > 0) return PROBE_PENDING;
        pid = 0;
        return fail("probe: ", error_words(errno));
    }
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(options.port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || !bind_elsewhere()) return fail("probe: no local port", "");
    connecting = true;
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return send_request();
    return errno == EINPROGRESS ? PROBE_PENDING : fail_errno(errno);
}

// Closing with the body unread would reset the connection, and a service that is not careful dies of SIGPIPE.
static void leave_to_drain(void) {
    drain_stop();
    draining = fd;
    fd = -1;
}

static bool header_is(const char *line, const char *name, const char **value) {
    size_t length = strlen(name);
    if (strncasecmp(line, name, length) != 0 || line[length] != ':') return false;
    *value = line + length + 1 + strspn(line + length + 1, " \t");
    return true;
}

static enum verdict judge(void) {
    int status = 0;
    const char *version = answer + strcspn(answer, " ");
    if (strncmp(answer, "HTTP/1.", 7) != 0) return fail("no HTTP answer", "");
    for (const char *digit = version + 1; *version && *digit >= '0' && *digit <= '9' && status < 1000; digit++)
        status = status * 10 + (*digit - '0');
    for (char *line = strstr(answer, "\r\n"); line && line[2] != '\r'; line = strstr(line + 2, "\r\n")) {
        const char *value;
        if (!header_is(line + 2, "x-build-id", &value)) continue;
        size_t length = strcspn(value, "\r\n \t");
        if (length == strlen(expected) && strncmp(value, expected, length) == 0) continue;
        leave_to_drain();
        return fail("another build answered", "");
    }
    leave_to_drain();
    if (status >= 200 && status < 400) return PROBE_OK;
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, "HTTP status ");
    text_number(&t, status);
    return PROBE_FAILED;
}

enum verdict probe_io(void) {
    if (connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
        return error ? fail_errno(error) : send_request();
    }
    ssize_t count = read(fd, answer + got, sizeof answer - 1 - got);
    if (count < 0) return errno == EAGAIN || errno == EINTR ? PROBE_PENDING : fail_errno(errno);
    got += (size_t)count;
    answer[got] = 0;
    if (strstr(answer, "\r\n\r\n")) return judge();
    if (count == 0) return fail("connection closed without an answer", "");
    return got == sizeof answer - 1 ? fail("the answer's head is too long", "") : PROBE_PENDING;
}

enum verdict probe_ended(int status) {
    kill(-pid, SIGKILL); // what the command may have left behind
    pid = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return PROBE_OK;
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, WIFEXITED(status) ? "the probe ended with exit code " : "the probe ended by signal ");
    text_number(&t, WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    return PROBE_FAILED;
}

enum verdict probe_expire(void) {
    const char *words = connecting ? "no connection in time" : "no answer in time";
    probe_cancel();
    return fail(words, "");
}

void probe_cancel(void) {
    if (fd >= 0) close(fd);
    if (pid > 0) kill(-pid, SIGKILL); // reaped like any other child
    fd = -1;
    pid = 0;
}

bool probe_active(void) { return fd >= 0 || pid > 0; }

pid_t probe_pid(void) { return pid; }

int probe_fd(short *events) {
    *events = connecting ? POLLOUT : POLLIN;
    return fd;
}

const char *probe_reason(void) { return reason[0] ? reason : "no answer"; }

int64_t probe_limit_us(void) { return options.probe == PROBE_EXEC ? 5000000 : 1000000; }

int drain_fd(void) { return draining; }

void drain_io(void) {
    char rest[2048];
    ssize_t count = read(draining, rest, sizeof rest);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) drain_stop();
}

void drain_stop(void) {
    if (draining >= 0) close(draining);
    draining = -1;
}
