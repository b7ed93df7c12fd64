// The states: what each event means, and what is started next.
#include "supervisor.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

struct machine m = {.exec_pipe = -1};

static const int64_t ms = 1000, second = 1000000;
static const int64_t settle_us = 200000; // without a probe, ready is still to be running after this
static const int64_t file_delay_us = 20000;
static const int unready_after = 3;

static void publish(void) {
    struct report *r = &m.report;
    bool in_between = r->state == STARTING || r->state == STOPPING;
    copy(r->slot, ID_MAX, m.slot.id);
    copy(r->good, ID_MAX, m.good.id);
    copy(r->build, ID_MAX, m.life == LIFE_NONE ? "" : m.run.id);
    r->pid = m.pid;
    r->bound = m.lifeline || status_bound();
    // Writing the file would cost a swap time: the states in between get there only when they last.
    if (status_publish(r)) m.timers[T_FILE] = now_us() + (in_between ? file_delay_us : 0);
}

static void set_state(enum state state, const char *reason) {
    m.report.state = state;
    copy(m.report.reason, REASON_MAX, reason);
}

static void reject(const char *id, const char *reason) {
    copy(m.report.rejected, ID_MAX, id);
    copy(m.report.rejected_reason, REASON_MAX, reason);
    copy(m.blocked, ID_MAX, id);
}

static bool is_good_in_slot(const struct build *build) {
    struct build good;
    return slot_good(&good) && strcmp(good.id, build->id) == 0;
}

static void set_starting(void) {
    set_state(STARTING, m.why == WHY_REVERT ? "starting the last good build" : "");
}

static void start_next(void) {
    char problem[REASON_MAX];
    struct build newest;
    if (m.next_why == WHY_SLOT && slot_read(&newest, problem, sizeof problem)) m.slot = m.next = newest;
    m.run = m.next;
    m.why = m.next_why;
    memset(&m.next, 0, sizeof m.next);
    m.proven = m.why >= WHY_REVERT || same_build(&m.run, &m.good) || is_good_in_slot(&m.run);
    m.was_ready = false;
    m.failures = 0;
    m.timers[T_START] = 0;
    m.exec_since = now_us();
    m.exec_wait = 1 * ms;
    if (m.why == WHY_CRASH) m.report.restarts++;
    set_starting();
    life_start();
    publish();
}

static void plan_next(const struct build *build, enum why why, int64_t start_at) {
    m.next = *build;
    m.next_why = why;
    m.start_at = start_at;
}

static void want(const struct build *build, enum why why) {
    plan_next(build, why, 0);
    m.crashes = 0;
    m.seen = now_us();
    if (m.life == LIFE_BUSY) {
        m.timers[T_EXEC] = 0;
        m.life = LIFE_NONE;
    }
    if (m.life == LIFE_NONE) {
        machine_gone();
        return;
    }
    set_state(STOPPING, "");
    // What never served has nothing to drain.
    if (m.life != LIFE_ENDING) life_end(m.was_ready ? SIGTERM : SIGKILL);
    publish();
}

void machine_gone(void) {
    m.gone = now_us();
    if (m.report.state == CRASHED) publish(); // seen by clients even when it starts again at once
    if (m.quitting) m.done = true;
    else if (!m.next.id[0]) publish();
    else if (m.start_at <= m.gone) start_next();
    else m.timers[T_START] = m.start_at;
}

static bool may_replace(const struct build *other) {
    return strcmp(other->id, m.run.id) != 0 && slot_still_there(other);
}

static bool find_other(struct build *other) {
    if (may_replace(&m.good)) *other = m.good;
    else if (may_replace(&m.previous)) *other = m.previous;
    else return slot_good(other) && may_replace(other);
    return true;
}

// Either a planned start follows at once, or what is left of the child is ended first.
static void conclude(int signal) {
    if (m.life == LIFE_NONE) {
        machine_gone();
        return;
    }
    life_end(signal);
    if (child_group_exists(m.group)) publish();
}

static void crash(const char *reason) {
    int64_t now = now_us(), wait = 0;
    if (m.was_ready && now - m.ready_at >= 60 * second) m.crashes = 0;
    if (m.crashes > 0) wait = m.crashes > 6 ? 10 * second : (200 * ms) << (m.crashes - 1);
    if (wait > 10 * second) wait = 10 * second;
    m.crashes++;
    log_drain(); // who reads the state finds the last lines in the file
    say(m.run.id, ": ", reason);
    plan_next(&m.run, WHY_CRASH, now + wait);
    set_state(CRASHED, reason);
    conclude(SIGTERM);
}

static void fail_start(const char *reason) {
    struct build other;
    bool has_other = options.revert && find_other(&other);
    log_drain();
    say(m.run.id, has_other ? ": going back to the last good build: " : ": held: ", reason);
    reject(m.run.id, reason);
    if (has_other) {
        m.crashes = 0;
        m.seen = now_us();
        plan_next(&other, WHY_REVERT, 0);
        set_state(STOPPING, reason);
        conclude(SIGKILL);
        return;
    }
    set_state(HELD, reason);
    // One that only takes too long is left alone: it may be looked at, and may still become ready.
    if (m.pid > 0) publish();
    else conclude(SIGKILL);
}

void machine_exec_busy(int error) {
    char reason[REASON_MAX];
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, "exec, trying again: ");
    text_add(&t, error_words(error));
    set_state(STARTING, reason);
    publish();
}

void machine_exec_failed(const char *what, int error) {
    char reason[REASON_MAX];
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, what);
    text_add(&t, error_words(error));
    if (m.proven) crash(reason);
    else fail_start(reason);
}

void machine_exited(int status) {
    char reason[REASON_MAX];
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, WIFEXITED(status) ? "exit code " : "signal ");
    text_number(&t, WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    if (m.was_ready || m.proven) crash(reason);
    else fail_start(reason);
}

static void probe_now(void) {
    m.timers[T_PROBE] = 0;
    if (m.life != LIFE_ALIVE || probe_active()) return;
    enum verdict verdict = probe_begin(m.run.id);
    if (verdict == PROBE_PENDING) m.timers[T_PROBE_LIMIT] = now_us() + probe_limit_us();
    else machine_probed(verdict);
}

void machine_started(void) {
    m.timers[T_READY] = m.execed + options.ready_us + 1;
    set_starting();
    publish();
    if (options.probe == PROBE_NONE) m.timers[T_PROBE] = m.execed + settle_us;
    else probe_now();
}

static void become_ready(int64_t now) {
    struct report *r = &m.report;
    m.timers[T_READY] = 0;
    set_state(READY, "");
    if (m.was_ready) return;
    m.was_ready = m.proven = true;
    m.ready_at = now;
    if (!same_build(&m.good, &m.run)) {
        m.previous = m.good;
        m.good = m.run;
    }
    if (m.why == WHY_CRASH) return;
    if (m.why == WHY_SLOT) r->swaps++;
    if (m.why != WHY_REVERT) r->rejected[0] = m.blocked[0] = 0;
    r->stop_us = m.gone > m.seen ? m.gone - m.seen : 0;
    r->start_us = m.execed - m.gone;
    r->ready_us = now - m.execed;
}

static int64_t pause_before_probe(int64_t now) {
    int64_t age = now - m.execed;
    if (m.was_ready) return second;
    if (age < 250 * ms) return 1 * ms;
    if (age < second) return 10 * ms;
    return age < 5 * second ? 50 * ms : 200 * ms;
}

void machine_probed(enum verdict verdict) {
    int64_t now = now_us();
    if (verdict == PROBE_PENDING) return;
    m.timers[T_PROBE_LIMIT] = 0;
    m.timers[T_DRAIN] = drain_fd() >= 0 ? now + second : 0;
    if (m.life != LIFE_ALIVE) return;
    if (verdict == PROBE_OK) {
        m.failures = 0;
        if (m.report.state != READY) become_ready(now);
    } else if (m.report.state == READY && ++m.failures >= unready_after) {
        set_state(UNREADY, probe_reason());
    }
    if (options.probe != PROBE_NONE) m.timers[T_PROBE] = now + pause_before_probe(now);
    publish();
}

static void ready_timeout(void) {
    char reason[REASON_MAX];
    struct text t = text_in(reason, sizeof reason);
    text_add(&t, "not ready after ");
    text_number(&t, options.ready_us / 1000);
    text_add(&t, " ms: ");
    text_add(&t, probe_reason());
    if (!m.proven) {
        fail_start(reason);
        return;
    }
    set_state(UNREADY, reason);
    publish();
}

void machine_slot(void) {
    char problem[REASON_MAX];
    struct build found;
    if (m.quitting) return;
    if (!slot_read(&found, problem, sizeof problem)) {
        if (m.report.state == WAITING) set_state(WAITING, problem);
        publish();
        return;
    }
    if (same_build(&found, &m.slot)) return;
    m.slot = found;
    bool is_rejected = strcmp(m.blocked, found.id) == 0;
    bool runs_already = m.life != LIFE_NONE && m.life != LIFE_ENDING && same_build(&found, &m.run);
    if (!is_rejected) m.blocked[0] = 0;
    if (is_rejected || runs_already) publish();
    else want(&found, WHY_SLOT);
}

void machine_command(enum word word) {
    struct build other;
    if (word == WORD_BOUND) publish();
    if (word == WORD_STOP) machine_quit(SIGTERM);
    if (m.quitting) return;
    if (word == WORD_RESTART && (m.slot.id[0] || m.run.id[0])) {
        m.blocked[0] = 0;
        other = m.slot.id[0] ? m.slot : m.run;
        want(&other, WHY_RESTART);
    } else if (word == WORD_REVERT && find_other(&other)) {
        if (strcmp(m.slot.id, other.id) != 0) reject(m.slot.id, "reverted by command");
        want(&other, WHY_REVERT);
    }
}

void machine_quit(int signal) {
    if (m.quitting) {
        life_kill();
        return;
    }
    m.quitting = true;
    memset(&m.next, 0, sizeof m.next);
    m.timers[T_START] = m.timers[T_EXEC] = 0;
    set_state(STOPPING, "asked to stop");
    if (m.life == LIFE_NONE || m.life == LIFE_BUSY) {
        m.exit_status = 0;
        m.done = true;
        return;
    }
    if (m.life != LIFE_ENDING) life_end(signal);
    publish();
}

// Not one of two signals: the grace stays.
void machine_left_alone(void) {
    if (!m.quitting) machine_quit(SIGTERM);
    else publish();
}

void machine_timer(enum timer timer) {
    m.timers[timer] = 0;
    switch (timer) {
    case T_SLOT:
        slot_rewatch();
        machine_slot();
        status_keep();
        log_keep();
        m.timers[T_SLOT] = now_us() + slot_poll_us();
        break;
    case T_PROBE: probe_now(); break;
    case T_PROBE_LIMIT:
        if (probe_active()) machine_probed(probe_expire());
        break;
    case T_DRAIN: drain_stop(); break;
    case T_READY: ready_timeout(); break;
    case T_END: life_end_due(); break;
    case T_START: start_next(); break;
    case T_EXEC: life_start(); publish(); break;
    case T_FILE: status_write_file(); break;
    case T_COUNT: break;
    }
}

void machine_open(void) {
    slot_good(&m.good);
    set_state(WAITING, "no artifact yet");
    m.timers[T_SLOT] = now_us() + slot_poll_us();
    machine_slot();
    publish();
}
