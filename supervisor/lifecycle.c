// One child from its start until nothing of it is left: neither its group nor descendants that escaped from it.
#include "supervisor.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const int64_t busy_limit_us = 2000000, busy_wait_us = 50000;
static const int64_t kill_again_us = 100000, give_up_us = 2000000;

void life_start(void) {
    pid_t pid = child_start(&m.run, &m.exec_pipe);
    if (pid < 0) {
        m.life = LIFE_NONE;
        machine_exec_failed("fork: ", errno);
        return;
    }
    m.pid = m.group = pid;
    m.killed = false;
    m.life = LIFE_EXECING;
}

static void close_exec_pipe(void) {
    if (m.exec_pipe >= 0) close(m.exec_pipe);
    m.exec_pipe = -1;
}

// A writer's file descriptor may still live in a process it forked; that goes away by itself.
static bool retry_busy(int64_t now) {
    if (now - m.exec_since >= busy_limit_us) return false;
    m.life = LIFE_BUSY;
    m.timers[T_EXEC] = now + m.exec_wait;
    m.exec_wait = m.exec_wait * 2 < busy_wait_us ? m.exec_wait * 2 : busy_wait_us;
    machine_exec_busy(ETXTBSY);
    return true;
}

void life_exec_answer(void) {
    int error = child_exec_result(m.exec_pipe);
    if (error == EXEC_PENDING) return;
    close_exec_pipe();
    if (error == EXEC_DONE) {
        m.life = LIFE_ALIVE;
        m.execed = now_us();
        if (m.pid > 0) machine_started();
        return;
    }
    m.pid = 0; // it ends by itself and is reaped as a stranger
    m.group = 0;
    m.life = LIFE_NONE;
    if (error != ETXTBSY || !retry_busy(now_us())) machine_exec_failed("exec: ", error);
}

void life_signal(int signal) {
    if (m.group <= 0) return;
    kill(-m.group, signal);
    if (m.pid > 0 && getpgid(m.pid) != m.group) kill(m.pid, signal);
}

void life_kill(void) {
    int64_t now = now_us();
    if (!m.killed) m.killed_at = now;
    m.killed = true;
    life_signal(SIGKILL);
    m.timers[T_END] = now + kill_again_us;
}

void life_end(int signal) {
    probe_cancel();
    m.timers[T_PROBE] = m.timers[T_PROBE_LIMIT] = m.timers[T_READY] = m.timers[T_EXEC] = 0;
    close_exec_pipe();
    m.life = LIFE_ENDING;
    m.killed = false;
    if (signal == SIGKILL) {
        life_kill();
        return;
    }
    life_signal(signal);
    m.timers[T_END] = now_us() + options.grace_us + 1;
}

static void ended(void) {
    m.timers[T_END] = 0;
    m.group = 0;
    m.life = LIFE_NONE;
    log_child_ended();
    machine_gone();
}

static void settle(bool has_children) {
    if (!has_children) ended();
    else if (m.pid == 0 && !child_group_exists(m.group)) {
        if (!m.killed) life_kill();
        child_kill_orphans();
    } else if (m.killed) {
        life_signal(SIGKILL);
    }
}

void life_reap(void) {
    bool has_children = true, exited = false;
    enum verdict verdict = PROBE_PENDING;
    for (;;) {
        int status;
        pid_t pid = waitpid(-1, &status, WNOHANG);
        if (pid < 0) has_children = errno != ECHILD;
        if (pid <= 0) break;
        if (pid == m.pid) {
            m.pid = 0;
            m.exit_status = status;
            exited = true;
        } else if (pid == probe_pid()) {
            verdict = probe_ended(status);
        }
    }
    if (exited && m.life == LIFE_EXECING) life_exec_answer();
    if (exited && m.life == LIFE_ALIVE) machine_exited(m.exit_status);
    else if (!exited && verdict != PROBE_PENDING) machine_probed(verdict);
    if (m.life == LIFE_ENDING) settle(has_children);
}

// The grace is over, or what was killed is still there.
void life_end_due(void) {
    life_kill();
    if (m.pid != 0) return;
    child_kill_orphans();
    if (now_us() - m.killed_at < give_up_us) return;
    say(m.run.id, ": left behind, cannot be killed: descendants of this build", "");
    ended();
}
