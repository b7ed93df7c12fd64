// The state as one JSON line: in a file, and to whoever connects to the Unix socket.
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct client {
    int fd;
    bool at_end; // it will send no more
    bool bound;  // we end when it does
    bool behind; // it was full when a line came
    char word[16];
    size_t used;
};

static struct client clients[CLIENTS_MAX];
static int client_count;
static int folder = -1;
static int listener = -1;
static ino_t socket_inode;
static bool file_failed;
static bool bound_lost;
static int64_t sequence;
static char line[LINE_MAX_BYTES];
static size_t line_length, body_at;

static const char *const state_names[] = {"waiting", "starting", "ready", "unready", "crashed", "stopping", "held"};

static void file_name(char *into, size_t size, const char *before, const char *after) {
    struct text t = text_in(into, size);
    text_add(&t, before);
    text_add(&t, options.instance);
    text_add(&t, after);
}

// Bound inside the folder, because a socket's path may have 107 bytes only; renamed over a stale one.
static bool bind_socket(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char name[128];
    struct stat info;
    file_name(address.sun_path, sizeof address.sun_path, ".", ".sock.new");
    file_name(name, sizeof name, "", ".sock");
    int back = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (back < 0) return false;
    mode_t mask = umask(0111); // who connects may have another uid; the folder decides who gets here
    bool ok = fchdir(folder) == 0;
    if (ok) {
        unlink(address.sun_path);
        ok = bind(listener, (struct sockaddr *)&address, sizeof address) == 0 && listen(listener, 16) == 0 &&
             stat(address.sun_path, &info) == 0 && rename(address.sun_path, name) == 0;
        socket_inode = ok ? info.st_ino : 0;
    }
    umask(mask);
    return fchdir(back) == 0 && close(back) == 0 && ok;
}

static bool open_channel(void) {
    folder = open(options.status_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener >= 0 && bind_socket()) return true;
    if (listener >= 0) close(listener);
    if (folder >= 0) close(folder);
    listener = folder = -1;
    return false;
}

void status_open(void) {
    if (options.status_dir && !open_channel()) say("no status channel in ", options.status_dir, "; going on without");
}

// The folder may come later, or be removed and made again under a running supervisor.
void status_keep(void) {
    char name[128];
    struct stat info;
    if (!options.status_dir) return;
    file_name(name, sizeof name, "", ".sock");
    int now = open(options.status_dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool missing = now >= 0 && fstatat(now, name, &info, AT_SYMLINK_NOFOLLOW) != 0;
    if (now >= 0) close(now);
    if (!missing) return;
    if (listener >= 0) close(listener);
    if (folder >= 0) close(folder);
    listener = folder = -1;
    if (open_channel()) status_write_file();
}

void status_close(void) {
    char name[128];
    struct stat info;
    if (folder < 0) return;
    file_name(name, sizeof name, "", ".sock");
    if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && info.st_ino == socket_inode) unlinkat(folder, name, 0);
    status_write_file();
}

static void drop(int at) {
    bound_lost = bound_lost || clients[at].bound;
    close(clients[at].fd);
    clients[at] = clients[--client_count];
}

// A client that does not read is dropped when its socket is full; nobody waits for it. One that we are bound to may
// only be halted: it gets the newest line when it reads again. A Unix socket takes a line of this size whole or not at all.
static bool send_line(int at) {
    ssize_t count = send(clients[at].fd, line, line_length, MSG_NOSIGNAL | MSG_DONTWAIT);
    clients[at].behind = clients[at].bound && count < 0 && errno == EAGAIN;
    return clients[at].behind || count == (ssize_t)line_length;
}

static void add_rejected(struct text *t, const struct report *report) {
    text_add(t, ",\"rejected\":");
    if (report->rejected[0]) {
        text_add(t, "{\"build\":");
        text_json(t, report->rejected);
        text_add(t, ",\"reason\":");
        text_quoted(t, report->rejected_reason);
        text_add(t, "}");
    } else {
        text_add(t, "null");
    }
}

static void add_number(struct text *t, const char *name, int64_t number) {
    text_add(t, name);
    text_number(t, number);
}

static void add_body(struct text *t, const struct report *report) {
    text_add(t, ",\"state\":\"");
    text_add(t, state_names[report->state]);
    text_add(t, "\",\"build\":");
    text_json(t, report->build);
    text_add(t, ",\"slot\":");
    text_json(t, report->slot);
    text_add(t, ",\"good\":");
    text_json(t, report->good);
    text_add(t, ",\"pid\":");
    if (report->pid > 0) text_number(t, report->pid);
    else text_add(t, "null");
    add_number(t, ",\"restarts\":", report->restarts);
    add_number(t, ",\"swaps\":", report->swaps);
    add_rejected(t, report);
    text_add(t, ",\"reason\":");
    text_quoted(t, report->reason);
    add_number(t, ",\"times\":{\"stopUs\":", report->stop_us);
    add_number(t, ",\"startUs\":", report->start_us);
    add_number(t, ",\"readyUs\":", report->ready_us);
    text_add(t, report->bound ? "},\"bound\":true}\n" : "},\"bound\":false}\n");
}

bool status_publish(const struct report *report) {
    char before[LINE_MAX_BYTES];
    copy(before, sizeof before, line + body_at);
    struct text t = text_in(line, sizeof line);
    text_add(&t, "{\"v\":1,\"seq\":");
    text_number(&t, sequence + 1);
    body_at = t.used;
    add_body(&t, report);
    line_length = t.used;
    if (strcmp(before, line + body_at) == 0) {
        t = text_in(line, sizeof line);
        add_number(&t, "{\"v\":1,\"seq\":", sequence);
        body_at = t.used;
        add_body(&t, report);
        line_length = t.used;
        return false;
    }
    sequence++;
    for (int at = client_count - 1; at >= 0; at--)
        if (!send_line(at)) drop(at);
    return true;
}

void status_write_file(void) {
    char next[128], name[128];
    if (folder < 0) return;
    file_name(next, sizeof next, ".", ".json.new");
    file_name(name, sizeof name, "", ".json");
    int fd = openat(folder, next, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool ok = fd >= 0 && fchmod(fd, 0644) == 0 && write(fd, line, line_length) == (ssize_t)line_length;
    if (fd >= 0) close(fd);
    ok = ok && renameat(folder, next, folder, name) == 0;
    if (!ok && !file_failed) say("cannot write the status file in ", options.status_dir, "");
    file_failed = !ok;
}

int status_listener(void) { return listener; }

void status_accept(void) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        if (client_count == CLIENTS_MAX) {
            close(fd);
            continue;
        }
        clients[client_count++] = (struct client){.fd = fd};
        if (!send_line(client_count - 1)) drop(client_count - 1);
    }
}

int status_clients(struct pollfd *into) {
    for (int at = 0; at < client_count; at++)
        into[at] = (struct pollfd){
            .fd = clients[at].fd,
            .events = (short)((clients[at].at_end ? 0 : POLLIN) | (clients[at].behind ? POLLOUT : 0)),
        };
    return client_count;
}

bool status_bound(void) {
    for (int at = 0; at < client_count; at++)
        if (clients[at].bound) return true;
    return false;
}

bool status_bound_lost(void) {
    bool lost = bound_lost;
    bound_lost = false;
    return lost;
}

static bool set_bound(struct client *client, bool bound) {
    bool before = status_bound();
    client->bound = bound;
    return status_bound() != before;
}

static enum word take_word(struct client *client) {
    client->word[client->used] = 0;
    client->used = 0;
    if (strcmp(client->word, "restart") == 0) return WORD_RESTART;
    if (strcmp(client->word, "revert") == 0) return WORD_REVERT;
    if (strcmp(client->word, "stop") == 0) return WORD_STOP;
    bool binds = strcmp(client->word, "bind") == 0, unbinds = strcmp(client->word, "unbind") == 0;
    if ((binds || unbinds) && set_bound(client, binds)) return WORD_BOUND; // told to all
    if ((binds || unbinds || strcmp(client->word, "status") == 0) && !send_line((int)(client - clients))) drop((int)(client - clients));
    return WORD_NONE;
}

// One word a call; what else the client sent is read at the next turn of the loop.
enum word status_client_io(int fd, short events) {
    int at = 0;
    while (at < client_count && clients[at].fd != fd) at++;
    if (at == client_count) return WORD_NONE;
    struct client *client = &clients[at];
    if ((events & POLLOUT) && client->behind && !send_line(at)) {
        drop(at);
        return WORD_NONE;
    }
    while (events & POLLIN) {
        char byte;
        ssize_t count = read(fd, &byte, 1);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) return WORD_NONE;
        if (count <= 0) {
            // Only its sending side may be closed: `echo restart | nc -U` still wants the answer.
            client->at_end = true;
            if (count < 0) drop(at);
            return client->used > 0 && count == 0 ? take_word(client) : WORD_NONE;
        }
        if (byte == '\n') return take_word(client);
        if (byte == '\r') continue;
        if (client->used == sizeof client->word - 1) {
            drop(at);
            return WORD_NONE;
        }
        client->word[client->used++] = byte;
    }
    if (events & (POLLHUP | POLLERR | POLLNVAL)) drop(at);
    return WORD_NONE;
}
