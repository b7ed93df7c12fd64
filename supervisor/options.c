// The command line.
#include "supervisor.h"

#include <string.h>
#include <sys/resource.h>

struct options options = {
    .grace_us = 5000000, .ready_us = 10000000, .revert = true, .log_max = 16 * 1024 * 1024, .log_keep = 3};

static const int64_t BYTES_MAX = (int64_t)1 << 60, KEEP_MAX = 99;

static bool refuse(const char *what, const char *value) {
    say(what, value[0] ? ": " : "", value);
    return false;
}

static bool read_ms(const char *value, int64_t *us) {
    int64_t ms;
    if (!read_number(value, 86400000, &ms)) return false;
    *us = ms * 1000;
    return true;
}

static bool read_port(const char *value, size_t length, uint16_t *port) {
    char digits[8];
    int64_t number;
    if (length >= sizeof digits) return false;
    memcpy(digits, value, length);
    digits[length] = 0;
    if (!read_number(digits, 65535, &number) || number == 0) return false;
    *port = (uint16_t)number;
    return true;
}

static bool read_probe(char *value) {
    if (strncmp(value, "http:", 5) == 0) {
        size_t digits = strcspn(value + 5, "/");
        const char *path = value + 5 + digits;
        options.probe = PROBE_HTTP;
        options.path = *path ? path : "/";
        return strlen(path) < 512 && strpbrk(path, " \r\n") == NULL && read_port(value + 5, digits, &options.port);
    }
    if (strncmp(value, "tcp:", 4) == 0) {
        options.probe = PROBE_TCP;
        return read_port(value + 4, strlen(value + 4), &options.port);
    }
    if (strncmp(value, "exec:", 5) == 0) {
        int count = 0;
        options.probe = PROBE_EXEC;
        for (char *word = strtok(value + 5, " "); word; word = strtok(NULL, " ")) {
            if (count == PROBE_WORDS - 1) return false;
            options.command[count++] = word;
        }
        return count > 0;
    }
    return false;
}

static bool read_limit(const char *words) {
    static const struct { const char *name; int resource; } known[] = {
        {"core=", RLIMIT_CORE}, {"data=", RLIMIT_DATA}, {"nofile=", RLIMIT_NOFILE}, {"as=", RLIMIT_AS}};
    if (options.limit_count == LIMITS_MAX) return false;
    struct limit *limit = &options.limits[options.limit_count];
    for (size_t at = 0; at < sizeof known / sizeof *known; at++) {
        size_t length = strlen(known[at].name);
        if (strncmp(words, known[at].name, length) != 0) continue;
        if (!read_number(words + length, BYTES_MAX, &limit->value)) return false;
        limit->words = words;
        limit->resource = known[at].resource;
        options.limit_count++;
        return true;
    }
    return false;
}

static bool read_cgroup(const char *folder) {
    if (options.cgroup_count == CGROUPS_MAX || !*folder) return false;
    options.cgroups[options.cgroup_count++] = folder;
    return true;
}

static bool plain_name(const char *name) {
    return *name && strlen(name) <= 80 && !strchr(name, '/') && name[0] != '.';
}

static bool read_option(const char *name, char *value) {
    if (strcmp(name, "--slot") == 0) options.slot = value;
    else if (strcmp(name, "--name") == 0) options.name = value;
    else if (strcmp(name, "--status-dir") == 0) options.status_dir = value;
    else if (strcmp(name, "--instance") == 0) options.instance = value;
    else if (strcmp(name, "--probe") == 0) return read_probe(value) || refuse("bad --probe", value);
    else if (strcmp(name, "--grace") == 0) return read_ms(value, &options.grace_us) || refuse("bad --grace", value);
    else if (strcmp(name, "--ready-timeout") == 0) return read_ms(value, &options.ready_us) || refuse("bad --ready-timeout", value);
    else if (strcmp(name, "--poll") == 0) return (read_ms(value, &options.poll_us) && options.poll_us > 0) || refuse("bad --poll", value);
    else if (strcmp(name, "--log") == 0) options.log = value;
    else if (strcmp(name, "--log-max") == 0) return (read_number(value, BYTES_MAX, &options.log_max) && options.log_max > 0) || refuse("bad --log-max", value);
    else if (strcmp(name, "--log-keep") == 0) return read_number(value, KEEP_MAX, &options.log_keep) || refuse("bad --log-keep", value);
    else if (strcmp(name, "--rlimit") == 0) return read_limit(value) || refuse("bad --rlimit", value);
    else if (strcmp(name, "--cgroup") == 0) return read_cgroup(value) || refuse("bad --cgroup", value);
    else if (strcmp(name, "--on-fail") == 0) {
        options.revert = strcmp(value, "revert") == 0;
        return options.revert || strcmp(value, "hold") == 0 || refuse("bad --on-fail", value);
    } else return refuse("unknown option", name);
    return true;
}

bool options_read(int argc, char **argv, bool needs_slot) {
    int at = 0;
    for (; at < argc && strcmp(argv[at], "--") != 0; at += 2) {
        if (strcmp(argv[at], "--lifeline") == 0) {
            options.lifeline = true;
            at--;
            continue;
        }
        if (at + 1 == argc) return refuse("value missing", argv[at]);
        if (!read_option(argv[at], argv[at + 1])) return false;
    }
    if (at < argc) {
        options.args = argv + at + 1;
        options.arg_count = argc - at - 1;
    }
    if (needs_slot && (!options.slot || !options.name)) return refuse("--slot and --name are needed", "");
    if (needs_slot && (strlen(options.slot) > PATH_LEN - 2 * ID_MAX)) return refuse("--slot is too long", "");
    if (needs_slot && !plain_name(options.name)) return refuse("--name must be a plain file name", options.name);
    if (options.log && (!*options.log || strlen(options.log) > PATH_LEN - 8)) return refuse("bad --log", options.log);
    if (!options.status_dir != !options.instance) return refuse("--status-dir and --instance go together", "");
    if (!needs_slot && !options.status_dir) return refuse("--status-dir and --instance are needed", "");
    if (options.instance && !plain_name(options.instance)) return refuse("--instance must be a plain file name", options.instance);
    return true;
}
