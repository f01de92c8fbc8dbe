// The file calls that are counted, and where each has its paths and descriptors.
#ifndef CALLS_H
#define CALLS_H

#include <fcntl.h>
#include <sys/syscall.h>

enum kind { OPEN, CREATE, READ, WRITE, SYNC, RENAME, LINK, UNLINK, MKDIR, RMDIR, STAT, LIST, LOCK, ATTRIBUTE, KINDS };

static const char *const kind_names[KINDS] = {
    "open", "create", "read", "write", "sync", "rename", "link", "unlink", "mkdir", "rmdir", "stat", "list", "lock", "attribute",
};

#define NONE (-1)
#define HERE (-2)

struct call {
    long number;
    enum kind kind;
    // Numbers of arguments; HERE: relative to the working folder.
    int folder, path;
    int folder2, path2;
    int descriptor;
    int flags;
};

#define PATH(name, kind, path) { SYS_##name, kind, HERE, path, NONE, NONE, NONE, NONE }
#define AT(name, kind, folder, path) { SYS_##name, kind, folder, path, NONE, NONE, NONE, NONE }
#define TWO(name, kind, f1, p1, f2, p2) { SYS_##name, kind, f1, p1, f2, p2, NONE, NONE }
#define FD(name, kind, descriptor) { SYS_##name, kind, NONE, NONE, NONE, NONE, descriptor, NONE }

static const struct call calls[] = {
    // With O_CREAT it is CREATE, with O_DIRECTORY it is LIST.
    { SYS_open, OPEN, HERE, 0, NONE, NONE, NONE, 1 },
    { SYS_openat, OPEN, 0, 1, NONE, NONE, NONE, 2 },
    PATH(creat, CREATE, 0), PATH(mknod, CREATE, 0), AT(mknodat, CREATE, 0, 1),
    FD(read, READ, 0), FD(pread64, READ, 0), FD(readv, READ, 0), FD(preadv, READ, 0), FD(preadv2, READ, 0),
    FD(write, WRITE, 0), FD(pwrite64, WRITE, 0), FD(writev, WRITE, 0), FD(pwritev, WRITE, 0), FD(pwritev2, WRITE, 0),
    FD(ftruncate, WRITE, 0), PATH(truncate, WRITE, 0), FD(fallocate, WRITE, 0),
    FD(sendfile, WRITE, 0), FD(copy_file_range, WRITE, 2), FD(splice, WRITE, 2),
    FD(fsync, SYNC, 0), FD(fdatasync, SYNC, 0), FD(sync_file_range, SYNC, 0), FD(syncfs, SYNC, 0),
    TWO(rename, RENAME, HERE, 0, HERE, 1), TWO(renameat, RENAME, 0, 1, 2, 3), TWO(renameat2, RENAME, 0, 1, 2, 3),
    TWO(link, LINK, HERE, 0, HERE, 1), TWO(linkat, LINK, 0, 1, 2, 3), PATH(symlink, LINK, 1), AT(symlinkat, LINK, 1, 2),
    // With AT_REMOVEDIR it is RMDIR.
    PATH(unlink, UNLINK, 0), { SYS_unlinkat, UNLINK, 0, 1, NONE, NONE, NONE, 2 },
    PATH(mkdir, MKDIR, 0), AT(mkdirat, MKDIR, 0, 1), PATH(rmdir, RMDIR, 0),
    PATH(stat, STAT, 0), PATH(lstat, STAT, 0), FD(fstat, STAT, 0), AT(newfstatat, STAT, 0, 1), AT(statx, STAT, 0, 1),
    PATH(access, STAT, 0), AT(faccessat, STAT, 0, 1), AT(faccessat2, STAT, 0, 1),
    PATH(readlink, STAT, 0), AT(readlinkat, STAT, 0, 1), PATH(statfs, STAT, 0), FD(fstatfs, STAT, 0),
    FD(getdents64, LIST, 0), FD(flock, LOCK, 0),
    PATH(chmod, ATTRIBUTE, 0), FD(fchmod, ATTRIBUTE, 0), AT(fchmodat, ATTRIBUTE, 0, 1), AT(utimensat, ATTRIBUTE, 0, 1),
};

enum { CALLS = sizeof calls / sizeof *calls };

#endif
