// Runs a program and makes chosen file calls of it fail, over all of its threads and whatever makes the calls.
//
//   inject --root FOLDER --report FILE [--fault KIND:N:ACTION[:PART]]... [--image HOW:SEED:FOLDER] PROGRAM ARGUMENT...
//
// KIND    one of calls.h, or 'any'. Calls count that touch the root or what is below, in the order in which they arrive.
// N       the call that is meant, from 1; N+ means all from there on.
// ACTION  an error's name (EIO), 'kill' before or 'kill-after' the call, 'short': half of the bytes are written, or 'lie': nothing is done
//         and success is told.
// PART    counts only calls on paths with this in them.
//
// The report has a line for each kind ('count KIND N'), for each fault that struck ('hit RULE KIND N PATH'), and for each call that would change
// something elsewhere ('outside KIND PATH'). The exit code is the program's, or 128 and its signal.
#define _GNU_SOURCE
#include "calls.h"
#include "disk.h"

#include <errno.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "The registers of x86-64 alone are known here."
#endif

enum { KILL = -1, KILL_AFTER = -2, SHORT = -3, LIE = -4, RULES = 8, UNDER_WAY = 512 };

struct rule {
    int kind;
    long at;
    int from_then_on;
    int action;
    const char *part;
    long seen;
};

// What has to be done when a thread's call has ended.
struct under_way {
    pid_t thread;
    struct change *change;
    int kills;
};

static struct rule rules[RULES];
static int rule_count;
static long counts[KINDS];
static struct under_way under_way[UNDER_WAY];
static char root[PATH_MAX];
static FILE *report;
static pid_t program;
static int is_imaged, is_killed;

void die(const char *what)
{
    fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
    if (program)
        kill(program, SIGKILL);
    _exit(125);
}

static int parse_error(const char *name)
{
    static const struct { const char *name; int number; } errors[] = {
        { "EIO", EIO }, { "ENOSPC", ENOSPC }, { "EACCES", EACCES }, { "ESTALE", ESTALE }, { "ENOENT", ENOENT }, { "EROFS", EROFS }, { "EDQUOT", EDQUOT },
        { "EMFILE", EMFILE }, { "EINTR", EINTR }, { "kill", KILL }, { "kill-after", KILL_AFTER }, { "short", SHORT }, { "lie", LIE },
    };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (!strcmp(errors[i].name, name))
            return errors[i].number;
    errno = EINVAL;
    die(name);
    return 0;
}

static void add_rule(char *text)
{
    char *kind = strsep(&text, ":"), *at = strsep(&text, ":"), *action = strsep(&text, ":");
    struct rule *rule = &rules[rule_count++];
    if (!action || rule_count > RULES) {
        errno = EINVAL;
        die("--fault");
    }
    char *end;
    *rule = (struct rule) { .kind = KINDS, .at = strtol(at, &end, 10), .action = parse_error(action), .part = text };
    rule->from_then_on = *end == '+';
    for (int i = 0; i < KINDS; i++)
        if (!strcmp(kind, kind_names[i]))
            rule->kind = i;
}

static void start_filtered(char **command, int ready)
{
    struct sock_filter filter[CALLS + 5] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, CALLS + 1),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    };
    for (int i = 0; i < CALLS; i++)
        filter[3 + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].number, CALLS - i, 0);
    filter[3 + CALLS] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[4 + CALLS] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    struct sock_fprog whole = { CALLS + 5, filter };
    char byte;
    if (read(ready, &byte, 1) != 1 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole))
        die("seccomp");
    close(ready);
    execvp(command[0], command);
    die(command[0]);
}

static void read_text(pid_t thread, unsigned long long at, char *text, size_t size)
{
    size_t length = 0;
    while (length < size - 1) {
        // Not over the end of a page: the next one may not be there.
        size_t left = 4096 - (at + length) % 4096;
        struct iovec here = { text + length, left < size - 1 - length ? left : size - 1 - length }, there = { (void *)(at + length), here.iov_len };
        ssize_t got = process_vm_readv(thread, &here, 1, &there, 1, 0);
        if (got <= 0)
            break;
        if (memchr(text + length, 0, got))
            return;
        length += got;
    }
    text[length] = 0;
}

static void descriptor_path(pid_t thread, const char *what, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/%s", thread, what);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
}

static void argument_path(pid_t thread, const unsigned long long *arguments, int folder, int path, char *full)
{
    char text[PATH_MAX], base[PATH_MAX] = "", what[32];
    *full = 0;
    if (path == NONE)
        return;
    read_text(thread, arguments[path], text, sizeof text);
    if (*text != '/') {
        int descriptor = folder == HERE ? AT_FDCWD : (int)arguments[folder];
        snprintf(what, sizeof what, descriptor == AT_FDCWD ? "cwd" : "fd/%d", descriptor);
        descriptor_path(thread, what, base);
    }
    snprintf(full, PATH_MAX, "%s%s%s", base, *base && *text ? "/" : "", text);
}

static int is_inside(const char *path)
{
    size_t length = strlen(root);
    return !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static void note_outside(enum kind kind, unsigned long long flags, const char *path)
{
    int changes = kind == OPEN ? (flags & O_ACCMODE) != O_RDONLY
        : kind == CREATE || kind == RENAME || kind == LINK || kind == UNLINK || kind == MKDIR || kind == RMDIR || kind == ATTRIBUTE;
    if (changes && *path == '/' && strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6))
        fprintf(report, "outside %s %s\n", kind_names[kind], path);
}

static void remember(pid_t thread, struct change *change, int kills)
{
    for (int i = 0; i < UNDER_WAY; i++)
        if (!under_way[i].thread) {
            under_way[i] = (struct under_way) { thread, change, kills };
            return;
        }
    errno = ENOBUFS;
    die("calls under way");
}

static void kill_program(void)
{
    is_killed = 1;
    kill(program, SIGKILL);
}

// Lets the call be, changes it, or kills the program. Returns whether its end is of interest.
static int enter(pid_t thread)
{
    struct user_regs_struct registers;
    if (is_killed || ptrace(PTRACE_GETREGS, thread, 0, &registers))
        return 0;
    const struct call *call = calls;
    while (call < calls + CALLS && call->number != (long)registers.orig_rax)
        call++;
    if (call == calls + CALLS)
        return 0;
    unsigned long long arguments[] = { registers.rdi, registers.rsi, registers.rdx, registers.r10, registers.r8, registers.r9 };
    unsigned long long flags = call->flags == NONE ? 0 : arguments[call->flags];
    enum kind kind = call->kind;
    if (kind == OPEN)
        kind = flags & O_CREAT ? CREATE : flags & O_DIRECTORY ? LIST : OPEN;
    if (kind == UNLINK && call->flags != NONE && flags & AT_REMOVEDIR)
        kind = RMDIR;

    char path[PATH_MAX], other[PATH_MAX], what[32];
    argument_path(thread, arguments, call->folder, call->path, path);
    argument_path(thread, arguments, call->folder2, call->path2, other);
    if (call->descriptor != NONE) {
        snprintf(what, sizeof what, "fd/%d", (int)arguments[call->descriptor]);
        descriptor_path(thread, what, path);
    }
    if (!is_inside(path) || (*other && !is_inside(other))) {
        note_outside(kind, flags, is_inside(path) ? other : path);
        if (!is_inside(path) && !is_inside(other))
            return 0;
    }

    counts[kind]++;
    int action = 0;
    for (struct rule *rule = rules; rule < rules + rule_count; rule++) {
        if ((rule->kind != KINDS && rule->kind != (int)kind) || (rule->part && !strstr(path, rule->part) && !strstr(other, rule->part)))
            continue;
        rule->seen++;
        if (rule->seen != rule->at && !(rule->from_then_on && rule->seen > rule->at))
            continue;
        fprintf(report, "hit %d %s %ld %s%s%s\n", (int)(rule - rules), kind_names[kind], rule->seen, path, *other ? " -> " : "", other);
        action = rule->action;
    }

    if (action == KILL) {
        kill_program();
        return 0;
    }
    if (action > 0 || action == LIE) {
        if (is_imaged && kind == SYNC)
            disk_sync_failed(thread, (int)arguments[0]);
        registers.orig_rax = -1;
        registers.rax = action == LIE ? 0 : -action;
        ptrace(PTRACE_SETREGS, thread, 0, &registers);
        return 0;
    }
    if (action == SHORT && (call->number == SYS_write || call->number == SYS_pwrite64) && registers.rdx > 1) {
        registers.rdx /= 2;
        ptrace(PTRACE_SETREGS, thread, 0, &registers);
    }

    struct change *change = NULL;
    if (is_imaged && (call->number == SYS_fsync || call->number == SYS_fdatasync))
        change = disk_sync(thread, (int)arguments[0]);
    if (is_imaged && kind == RENAME)
        change = disk_rename(path, other);
    if (!change && action != KILL_AFTER)
        return 0;
    remember(thread, change, action == KILL_AFTER);
    return 1;
}

static void leave(pid_t thread)
{
    struct user_regs_struct registers;
    for (int i = 0; i < UNDER_WAY; i++)
        if (under_way[i].thread == thread) {
            under_way[i].thread = 0;
            if (is_killed || ptrace(PTRACE_GETREGS, thread, 0, &registers))
                return;
            disk_done(under_way[i].change, (long long)registers.rax >= 0);
            if (under_way[i].kills)
                kill_program();
            return;
        }
}

// Follows every thread until the program has ended; returns how it ended.
static int follow(void)
{
    for (;;) {
        int status;
        pid_t thread = waitpid(-1, &status, __WALL);
        if (thread < 0)
            die("wait");
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            if (thread == program)
                return status;
            continue;
        }
        int signal = WSTOPSIG(status), event = status >> 16, request = PTRACE_CONT;
        if (event == PTRACE_EVENT_SECCOMP) {
            request = enter(thread) ? PTRACE_SYSCALL : PTRACE_CONT;
            signal = 0;
        } else if (event) {
            signal = 0;
        } else if (signal == (SIGTRAP | 0x80)) {
            leave(thread);
            signal = 0;
        }
        ptrace(request, thread, 0, signal);
    }
}

int main(int count, char **arguments)
{
    char *how = NULL, *seed = NULL, *image = NULL;
    int next = 1;
    for (; next + 1 < count && !strncmp(arguments[next], "--", 2); next += 2) {
        char *value = arguments[next + 1];
        if (!strcmp(arguments[next], "--root") && !realpath(value, root))
            die(value);
        else if (!strcmp(arguments[next], "--report") && !(report = fopen(value, "we")))
            die(value);
        else if (!strcmp(arguments[next], "--fault"))
            add_rule(value);
        else if (!strcmp(arguments[next], "--image"))
            how = strsep(&value, ":"), seed = strsep(&value, ":"), image = value;
    }
    if (!*root || !report || next >= count) {
        fprintf(stderr, "usage: see the head of inject.c\n");
        return 125;
    }
    if (image) {
        is_imaged = 1;
        disk_begin(root);
    }

    int ready[2];
    if (pipe(ready))
        die("pipe");
    program = fork();
    if (program == 0) {
        close(ready[1]);
        start_filtered(arguments + next, ready[0]);
    }
    long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    if (program < 0 || ptrace(PTRACE_SEIZE, program, 0, options) || write(ready[1], "", 1) != 1)
        die("trace");
    close(ready[0]);
    close(ready[1]);

    int status = follow();
    for (int i = 0; i < KINDS; i++)
        fprintf(report, "count %s %ld\n", kind_names[i], counts[i]);
    if (fclose(report))
        die("report");
    if (image)
        disk_image(how, strtoul(seed, NULL, 10), image);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
