// What of a folder would be on the disk if the power went out.
#ifndef DISK_H
#define DISK_H

#include <sys/types.h>

// A call under way that makes something durable when it succeeds.
struct change;

// Takes what is in a folder for durable.
void disk_begin(const char *root);

// What a sync of this descriptor of a process would make durable, as it is now.
struct change *disk_sync(pid_t process, int descriptor);

// A rename between two folders: it is durable as soon as one of them is synced.
struct change *disk_rename(const char *from, const char *to);

void disk_done(struct change *change, int succeeded);

// A sync of this descriptor failed: what was written to the file is lost, and no later sync brings it back.
void disk_sync_failed(pid_t process, int descriptor);

// Writes what is left into a new folder.
// lost: only what was synced. names: also names that were not. contents: also contents that were not.
// mixed: of each folder and file either, of some files a part, drawn from the seed.
void disk_image(const char *how, unsigned seed, const char *image);

void die(const char *what);

#endif
