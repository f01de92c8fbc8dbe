#define _GNU_SOURCE
#include "disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

// The file system in memory never gives an inode number twice.
#define TMPFS 0x01021994

struct entry {
    char *name;
    ino_t node;
    int is_folder;
    struct entry *next;
};

struct node {
    ino_t number;
    mode_t mode;
    struct entry *entries;
    char *content;
    size_t length;
    // A sync of it failed.
    int is_frozen;
    struct node *next;
};

struct move {
    ino_t from, to, node;
    int is_folder;
    char *old, *new;
    struct move *next;
};

struct change {
    struct node *synced;
    struct move *move;
};

static char root[PATH_MAX];
static struct node *nodes;
static struct move *moves;

static void *allocate(size_t size)
{
    void *memory = calloc(1, size ? size : 1);
    if (!memory)
        die("memory");
    return memory;
}

static struct node *find(ino_t number)
{
    for (struct node *node = nodes; node; node = node->next)
        if (node->number == number)
            return node;
    return NULL;
}

static void set_entry(struct node *folder, const char *name, ino_t node, int is_folder)
{
    struct entry *entry = folder->entries;
    while (entry && strcmp(entry->name, name))
        entry = entry->next;
    if (!entry) {
        entry = allocate(sizeof *entry);
        entry->name = strdup(name);
        entry->next = folder->entries;
        folder->entries = entry;
    }
    entry->node = node;
    entry->is_folder = is_folder;
}

static void remove_entry(struct node *folder, const char *name, ino_t node)
{
    for (struct entry **entry = &folder->entries; *entry; entry = &(*entry)->next)
        if (!strcmp((*entry)->name, name) && (*entry)->node == node) {
            *entry = (*entry)->next;
            return;
        }
}

// A file or folder as it is now; NULL for what is neither.
static struct node *look(const char *path, int flags)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
    struct stat stat;
    if (descriptor < 0 || fstat(descriptor, &stat) || !(S_ISREG(stat.st_mode) || S_ISDIR(stat.st_mode))) {
        if (descriptor >= 0)
            close(descriptor);
        return NULL;
    }
    struct node *node = allocate(sizeof *node);
    node->number = stat.st_ino;
    node->mode = stat.st_mode;
    if (S_ISDIR(stat.st_mode)) {
        DIR *folder = fdopendir(descriptor);
        for (struct dirent *entry; (entry = readdir(folder));)
            if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
                set_entry(node, entry->d_name, entry->d_ino, entry->d_type == DT_DIR);
        closedir(folder);
        return node;
    }
    node->content = allocate(stat.st_size);
    for (ssize_t got; node->length < (size_t)stat.st_size && (got = pread(descriptor, node->content + node->length, stat.st_size - node->length, node->length)) > 0;)
        node->length += got;
    close(descriptor);
    return node;
}

static void forget_moves(ino_t folder)
{
    for (struct move **move = &moves; *move;)
        if ((*move)->from == folder || (*move)->to == folder)
            *move = (*move)->next;
        else
            move = &(*move)->next;
}

// From now on this is what is on the disk of it.
static void store(struct node *now)
{
    struct node *old = find(now->number);
    if (S_ISDIR(now->mode)) {
        for (struct move *move = moves; move; move = move->next) {
            struct node *other = find(move->from == now->number ? move->to : move->from);
            if (other && move->from == now->number)
                set_entry(other, move->new, move->node, move->is_folder);
            else if (other && move->to == now->number)
                remove_entry(other, move->old, move->node);
        }
        forget_moves(now->number);
    }
    if (!old) {
        now->next = nodes;
        nodes = now;
    } else if (!old->is_frozen) {
        old->mode = now->mode;
        old->entries = now->entries;
        old->content = now->content;
        old->length = now->length;
    }
}

static void walk(const char *path, void (*visit)(const char *, struct node *))
{
    struct node *node = look(path, O_NOFOLLOW);
    if (!node)
        return;
    visit(path, node);
    for (struct entry *entry = node->entries; entry; entry = entry->next) {
        char below[PATH_MAX];
        snprintf(below, sizeof below, "%s/%s", path, entry->name);
        walk(below, visit);
    }
}

static void visit_store(const char *path, struct node *node)
{
    (void)path;
    store(node);
}

void disk_begin(const char *folder)
{
    struct statfs system;
    if (statfs(folder, &system) || system.f_type != TMPFS) {
        errno = EINVAL;
        die("an image needs a root in a tmpfs");
    }
    snprintf(root, sizeof root, "%s", folder);
    walk(root, visit_store);
}

struct change *disk_sync(pid_t process, int descriptor)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", process, descriptor);
    struct change *change = allocate(sizeof *change);
    change->synced = look(path, 0);
    return change;
}

struct change *disk_rename(const char *from, const char *to)
{
    char folder[PATH_MAX];
    struct stat stat_from, stat_to, stat_node;
    const char *old = strrchr(from, '/') + 1, *new = strrchr(to, '/') + 1;
    snprintf(folder, sizeof folder, "%.*s", (int)(old - from), from);
    int failed = stat(folder, &stat_from);
    snprintf(folder, sizeof folder, "%.*s", (int)(new - to), to);
    if (failed || stat(folder, &stat_to) || stat_from.st_ino == stat_to.st_ino || lstat(from, &stat_node))
        return NULL;
    struct change *change = allocate(sizeof *change);
    change->move = allocate(sizeof *change->move);
    *change->move = (struct move) { stat_from.st_ino, stat_to.st_ino, stat_node.st_ino, S_ISDIR(stat_node.st_mode), strdup(old), strdup(new), NULL };
    return change;
}

void disk_done(struct change *change, int succeeded)
{
    if (!change || !succeeded)
        return;
    if (change->synced)
        store(change->synced);
    if (change->move) {
        struct move **last = &moves;
        while (*last)
            last = &(*last)->next;
        *last = change->move;
    }
}

void disk_sync_failed(pid_t process, int descriptor)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", process, descriptor);
    struct node *now = look(path, 0);
    if (!now || S_ISDIR(now->mode))
        return;
    struct node *node = find(now->number);
    if (!node) {
        node = now;
        node->length = 0;
        store(node);
    }
    node->is_frozen = 1;
}

static const char *mode;

static int survives(int is_folder)
{
    if (!strcmp(mode, "mixed"))
        return random() % 2;
    return !strcmp(mode, is_folder ? "names" : "contents");
}

static void visit_folder(const char *path, struct node *node)
{
    (void)path;
    if (S_ISDIR(node->mode) && survives(1))
        store(node);
}

static void visit_file(const char *path, struct node *node)
{
    (void)path;
    struct node *old = find(node->number);
    if (S_ISDIR(node->mode) || !survives(0))
        return;
    // What was appended may be there in part.
    size_t least = old ? old->length : 0;
    if (!strcmp(mode, "mixed") && node->length > least && random() % 2)
        node->length = least + random() % (node->length - least);
    store(node);
}

static void write_out(ino_t number, const char *path, int is_folder)
{
    struct node *node = find(number);
    if (is_folder) {
        if (mkdir(path, 0777))
            die(path);
        for (struct entry *entry = node ? node->entries : NULL; entry; entry = entry->next) {
            char below[PATH_MAX];
            snprintf(below, sizeof below, "%s/%s", path, entry->name);
            write_out(entry->node, below, entry->is_folder);
        }
        return;
    }
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, node ? node->mode & 0777 : 0644);
    if (file < 0 || (node && write(file, node->content, node->length) != (ssize_t)node->length))
        die(path);
    close(file);
}

void disk_image(const char *how, unsigned seed, const char *image)
{
    struct stat stat_root;
    mode = how;
    srandom(seed);
    walk(root, visit_folder);
    walk(root, visit_file);
    if (stat(root, &stat_root))
        die(root);
    write_out(stat_root.st_ino, image, 1);
}
