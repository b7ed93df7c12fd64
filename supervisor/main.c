// The commands: run, status, ready, agent, version.
#include "supervisor.h"

#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: supervisor run --slot DIR --name BIN [--probe http:PORT/path|tcp:PORT|exec:CMD ARG...]\n"
    "                      [--grace MS] [--ready-timeout MS] [--on-fail revert|hold]\n"
    "                      [--status-dir DIR --instance NAME] [--poll MS]\n"
    "                      [--log FILE [--log-max BYTES] [--log-keep N]] [--lifeline]\n"
    "                      [--rlimit core|data|nofile|as=N]... [--cgroup DIR]... -- args...\n"
    "       supervisor status --status-dir DIR --instance NAME\n"
    "       supervisor ready --status-dir DIR --instance NAME\n"
    "       supervisor agent\n"
    "       supervisor version\n";

static int print(int fd, const char *words) {
    return write(fd, words, strlen(words)) < 0 ? 1 : 0;
}

int main(int argc, char **argv) {
    const char *command = argc > 1 ? argv[1] : "";
    if (strcmp(command, "version") == 0) return print(1, "supervisor " VERSION "\n");
    if (strcmp(command, "run") == 0) return options_read(argc - 2, argv + 2, true) ? loop_run() : 2;
    if (strcmp(command, "status") == 0) return options_read(argc - 2, argv + 2, false) ? client_status() : 2;
    if (strcmp(command, "ready") == 0) return options_read(argc - 2, argv + 2, false) ? client_ready() : 2;
    if (strcmp(command, "agent") == 0) return agent_run();
    print(2, usage);
    return 2;
}
