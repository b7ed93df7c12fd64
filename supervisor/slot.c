// The artifact slot: which build it names, and when that may have changed. It is only ever read.
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

static int notify = -1;
static int watched = -1;

static void join(char *into, const char *name) {
    struct text t = text_in(into, PATH_LEN);
    text_add(&t, options.slot);
    text_add(&t, "/");
    text_add(&t, name);
}

// The id is what follows the last @ of the file name the link leads to.
static void id_of_link(const char *target, char *id) {
    const char *slash = strrchr(target, '/');
    const char *name = slash ? slash + 1 : target;
    const char *at = strrchr(name, '@');
    copy(id, ID_MAX, at && at[1] ? at + 1 : name);
}

static void id_of_file(const struct stat *info, char *id) {
    struct text t = text_in(id, ID_MAX);
    text_number(&t, (int64_t)info->st_ino);
    text_add(&t, "-");
    text_number(&t, (int64_t)info->st_size);
    text_add(&t, "-");
    text_number(&t, (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec);
}

// The target is resolved by hand and kept: executing it later cannot end in another build.
static bool resolve(const char *name, struct build *found, char *problem, size_t size) {
    char link[PATH_LEN], target[PATH_LEN];
    struct stat info;
    memset(found, 0, sizeof *found);
    join(link, name);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length >= 0) {
        target[length] = 0;
        if (target[0] == '/') copy(found->path, PATH_LEN, target);
        else join(found->path, target);
    } else {
        copy(found->path, PATH_LEN, link);
    }
    if (stat(found->path, &info) != 0 || !S_ISREG(info.st_mode)) {
        struct text t = text_in(problem, size);
        text_add(&t, length >= 0 ? "the slot names a missing artifact: " : "no artifact yet: ");
        text_add(&t, length >= 0 ? target : name);
        return false;
    }
    if (length >= 0) id_of_link(target, found->id);
    else id_of_file(&info, found->id);
    found->device = info.st_dev;
    found->inode = info.st_ino;
    return true;
}

bool slot_read(struct build *found, char *problem, size_t size) {
    return resolve(options.name, found, problem, size);
}

bool slot_good(struct build *found) {
    char name[128], problem[REASON_MAX];
    struct text t = text_in(name, sizeof name);
    text_add(&t, options.name);
    text_add(&t, ".good");
    return resolve(name, found, problem, sizeof problem);
}

bool slot_still_there(const struct build *build) {
    struct stat info;
    return build->id[0] && stat(build->path, &info) == 0 && S_ISREG(info.st_mode);
}

bool same_build(const struct build *a, const struct build *b) {
    return strcmp(a->id, b->id) == 0 && a->inode == b->inode && a->device == b->device;
}

int slot_watch(void) {
    if (options.poll_us == 0) notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    slot_rewatch();
    return notify;
}

// Adding again is free for the same folder; a folder that was replaced gets a new watch.
void slot_rewatch(void) {
    const uint32_t events = IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE | IN_DELETE | IN_ATTRIB | IN_ONLYDIR;
    if (notify < 0) return;
    int added = inotify_add_watch(notify, options.slot, events);
    if (added == watched) return;
    if (watched >= 0) inotify_rm_watch(notify, watched);
    watched = added;
}

void slot_drain(void) {
    char events[4096];
    while (read(notify, events, sizeof events) > 0) continue;
}

// Events do not cross these mounts when the host writes: shares of a virtual machine and network file systems.
static bool is_shared_mount(void) {
    struct statfs info;
    if (statfs(options.slot, &info) != 0) return false;
    switch ((uint32_t)info.f_type) {
    case 0x01021997: // 9p
    case 0x65735546: // FUSE, virtiofs
    case 0x00006969: // NFS
    case 0xff534d42: // CIFS
    case 0xfe534d42: // SMB2
    case 0x786f4256: // vboxsf
        return true;
    default:
        return false;
    }
}

int64_t slot_poll_us(void) {
    if (options.poll_us > 0) return options.poll_us;
    return watched < 0 || is_shared_mount() ? 50000 : 1000000;
}
