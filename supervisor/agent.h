// What the two parts of the command agent share: agent.c talks to devenv, job.c starts commands and ends them.
#ifndef AGENT_H
#define AGENT_H

#include "supervisor.h"

static const int64_t job_give_up_us = 2000000; // for what even SIGKILL does not end

struct command {
    const char *folder;
    char **args, **env; // env[0] is left free for the mark
    int nice;
};
struct job {
    struct job *next;
    uint32_t id;
    pid_t pid, group; // 0: ended
    int fds[2];       // its stdout and stderr, -1 at their end
    int status, error;
    bool owes_start, ending, is_clean; // clean: nothing that left its group is there any more
    int unsure;
    int64_t kill_at, killed_at, look_at;
    char mark[48]; // in the environment of all its descendants
};
extern struct job *jobs;
extern size_t job_count;

bool jobs_open(void);
void job_start(uint32_t id, struct command *command);
void job_end(struct job *job, int64_t grace_us);
void job_timer(struct job *job, int64_t now);
int64_t job_due(const struct job *job, int64_t now); // INT64_MAX: nothing to wait for but the command itself
bool jobs_reap(void);                                // true when a process had ended
bool job_is_over(struct job *job, int64_t now, bool has_reaped);
void job_close_output(struct job *job, int which);
struct job *job_remove(struct job *job); // the next one

#endif
