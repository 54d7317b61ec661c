/*
 * What a guest of the laboratory answers with, on TCP port 7007, a line a command:
 *   hello                             hello NAME UPTIME_SECONDS
 *   count                             "count N" ten times a second until closed; N counts since the boot, whoever listens
 *   burn PERCENT [SECONDS]            that much of each CPU, in wall time: what the host does not give is missed, not caught up
 *   touch MIB MIB_PER_S [SECONDS]     writes a word in each page of so much memory, round and round
 *   write MIB_PER_S [SECONDS]         overwrites the first disk, past the caches
 *   send ADDRESS PORT MIB_PER_S [SECONDS]   UDP; whether anybody receives it does not matter
 *   calm                              ends all load
 *   status                            the load, a line a kind, then "end"
 * Anything else, and what cannot be, is answered with "error REASON". A load replaces one of its kind.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/input.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 7007, MIB = 1 << 20, PAGE = 4096, BLOCK = 64 << 10, DATAGRAM = 1400, MOST_CPUS = 64 };
enum kind { BURN, TOUCH, WRITE, SEND, KINDS };

static const int64_t SECOND = 1000000000, TICK = 100000000, SLICE = 20000000;
static const char *const NAMES[KINDS] = {"burn", "touch", "write", "send"};

/* Copied for each thread, which ends when its number is no longer the kind's, or its time is over. */
struct load {
    enum kind kind;
    unsigned number;
    int64_t until; /* of the monotonic clock; 0: for ever */
    double percent, mib_per_s;
    size_t mib;
    struct sockaddr_in to;
    char words[200];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ticked = PTHREAD_COND_INITIALIZER;
static uint64_t count;
static struct load loads[KINDS]; /* under the lock; number 0: there was none yet */

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static void sleep_until(int64_t when) {
    struct timespec t = {when / SECOND, when % SECOND};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {}
}

static void start(void *(*body)(void *), void *argument) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 << 10);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &attributes, body, argument) != 0) free(argument);
}

static const char *name(void) {
    static __thread char text[256];
    gethostname(text, sizeof text - 1);
    return text;
}

/* --- load ------------------------------------------------------------------------------------------------------------- */

static bool goes_on(const struct load *load) {
    pthread_mutex_lock(&lock);
    bool same = loads[load->kind].number == load->number;
    pthread_mutex_unlock(&lock);
    return same && (load->until == 0 || now() < load->until);
}

static void burn(const struct load *load) {
    for (int64_t slice = now(); goes_on(load); slice += TICK) {
        int64_t busy = slice + (int64_t) (TICK * load->percent / 100);
        while (now() < busy) {}
        if (now() > slice + 2 * TICK) slice = now(); /* what was missed is not caught up */
        sleep_until(slice + TICK);
    }
}

/* Calls the step with pieces' numbers 0, 1, …, as many a second as the rate says; late ones are left out. */
static void paced(const struct load *load, double pieces_per_s, bool (*step)(void *, uint64_t), void *argument) {
    double owed = 0;
    uint64_t piece = 0;
    int64_t last = now();
    while (goes_on(load)) {
        sleep_until(last + SLICE);
        int64_t woke = now();
        owed += pieces_per_s * (double) (woke - last) / (double) SECOND;
        last = woke;
        if (owed > pieces_per_s) owed = pieces_per_s;
        for (; owed >= 1; owed--) {
            if (!step(argument, piece++)) return;
        }
    }
}

struct memory { volatile uint64_t *words; size_t pages; };

static bool touch_page(void *argument, uint64_t piece) {
    struct memory *memory = argument;
    memory->words[piece % memory->pages * (PAGE / sizeof(uint64_t))] = piece;
    return true;
}

static void touch(const struct load *load) {
    size_t size = load->mib * MIB;
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return;
    struct memory memory = {at, size / PAGE};
    paced(load, load->mib_per_s * MIB / PAGE, touch_page, &memory);
    munmap(at, size);
}

struct disk { int file; uint64_t blocks; char *block; };

static bool write_block(void *argument, uint64_t piece) {
    struct disk *disk = argument;
    memcpy(disk->block, &piece, sizeof piece);
    return pwrite(disk->file, disk->block, BLOCK, (off_t) (piece % disk->blocks * BLOCK)) == BLOCK;
}

static void write_disk(const struct load *load) {
    struct disk disk = {open("/dev/vda", O_WRONLY | O_DIRECT), 0, aligned_alloc(PAGE, BLOCK)};
    uint64_t size = 0;
    if (disk.file >= 0 && disk.block != NULL && ioctl(disk.file, BLKGETSIZE64, &size) == 0 && size >= BLOCK) {
        memset(disk.block, 'w', BLOCK);
        disk.blocks = size / BLOCK;
        paced(load, load->mib_per_s * MIB / BLOCK, write_block, &disk);
    }
    free(disk.block);
    if (disk.file >= 0) close(disk.file);
}

struct sender { int socket; char data[DATAGRAM]; };

static bool send_one(void *argument, uint64_t piece) {
    struct sender *sender = argument;
    memcpy(sender->data, &piece, sizeof piece);
    (void) !write(sender->socket, sender->data, DATAGRAM);
    return true;
}

static void send_packets(const struct load *load) {
    struct sender sender = {socket(AF_INET, SOCK_DGRAM, 0), {0}};
    if (sender.socket < 0) return;
    if (connect(sender.socket, (const struct sockaddr *) &load->to, sizeof load->to) == 0) {
        paced(load, load->mib_per_s * MIB / DATAGRAM, send_one, &sender);
    }
    close(sender.socket);
}

static void *run(void *argument) {
    struct load load = *(struct load *) argument;
    free(argument);
    switch (load.kind) {
        case BURN: burn(&load); break;
        case TOUCH: touch(&load); break;
        case WRITE: write_disk(&load); break;
        case SEND: send_packets(&load); break;
        case KINDS: break;
    }
    pthread_mutex_lock(&lock);
    if (loads[load.kind].number == load.number) loads[load.kind].words[0] = 0;
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void replace(struct load *load) {
    pthread_mutex_lock(&lock);
    load->number = loads[load->kind].number + 1;
    loads[load->kind] = *load;
    pthread_mutex_unlock(&lock);
    long cpus = load->kind == BURN ? sysconf(_SC_NPROCESSORS_ONLN) : 1;
    for (long cpu = 0; cpu < cpus && cpu < MOST_CPUS; cpu++) {
        struct load *copy = malloc(sizeof *copy);
        if (copy == NULL) return;
        *copy = *load;
        start(run, copy);
    }
}

static void calm(void) {
    pthread_mutex_lock(&lock);
    for (int kind = 0; kind < KINDS; kind++) {
        loads[kind].number++;
        loads[kind].words[0] = 0;
    }
    pthread_mutex_unlock(&lock);
}

static size_t available_mib(void) {
    char line[128];
    size_t kib = 0;
    FILE *file = fopen("/proc/meminfo", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL && sscanf(line, "MemAvailable: %zu kB", &kib) != 1) {}
    if (file != NULL) fclose(file);
    return kib >> 10;
}

/* --- the conversation ------------------------------------------------------------------------------------------------- */

static bool answer(int client, const char *format, ...) {
    char line[400];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (length > (int) sizeof line - 2) length = sizeof line - 2;
    line[length++] = '\n';
    for (int sent = 0; sent < length;) {
        ssize_t n = send(client, line + sent, (size_t) (length - sent), MSG_NOSIGNAL);
        if (n <= 0) return false;
        sent += (int) n;
    }
    return true;
}

static void stream(int client) {
    pthread_mutex_lock(&lock);
    uint64_t told = count;
    pthread_mutex_unlock(&lock);
    for (;;) {
        pthread_mutex_lock(&lock);
        while (count == told) pthread_cond_wait(&ticked, &lock);
        pthread_mutex_unlock(&lock);
        if (!answer(client, "count %llu", (unsigned long long) ++told)) return;
    }
}

static double uptime(void) {
    struct timespec t;
    clock_gettime(CLOCK_BOOTTIME, &t);
    return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static void tell_loads(int client) {
    struct load told[KINDS];
    pthread_mutex_lock(&lock);
    memcpy(told, loads, sizeof told);
    pthread_mutex_unlock(&lock);
    for (int kind = 0; kind < KINDS; kind++) {
        if (told[kind].words[0] != 0) answer(client, "%s", told[kind].words);
    }
    answer(client, "end");
}

/* Reads the load of a command; the reason why it cannot be, or NULL. */
static const char *read_load(const char *line, struct load *load) {
    double seconds = 0;
    char address[64], rest;
    unsigned port;
    int words;
    for (load->kind = 0; load->kind < KINDS && strncmp(line, NAMES[load->kind], strlen(NAMES[load->kind])) != 0; load->kind++) {}
    switch (load->kind) {
        case BURN:
            words = sscanf(line, "burn %lf %lf %c", &load->percent, &seconds, &rest);
            if (words != 1 && words != 2) return "burn PERCENT [SECONDS]";
            if (!(load->percent >= 0 && load->percent <= 100)) return "PERCENT is 0 to 100, of each CPU";
            break;
        case TOUCH:
            words = sscanf(line, "touch %zu %lf %lf %c", &load->mib, &load->mib_per_s, &seconds, &rest) - 1;
            if (words != 1 && words != 2) return "touch MIB MIB_PER_S [SECONDS]";
            if (load->mib < 1 || load->mib + 4 > available_mib()) return "MIB is 1 to what is available, less 4";
            break;
        case WRITE:
            words = sscanf(line, "write %lf %lf %c", &load->mib_per_s, &seconds, &rest);
            if (words != 1 && words != 2) return "write MIB_PER_S [SECONDS]";
            break;
        case SEND:
            words = sscanf(line, "send %63s %u %lf %lf %c", address, &port, &load->mib_per_s, &seconds, &rest) - 2;
            if (words != 1 && words != 2) return "send ADDRESS PORT MIB_PER_S [SECONDS]";
            load->to = (struct sockaddr_in) {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
            if (inet_pton(AF_INET, address, &load->to.sin_addr) != 1) return "ADDRESS is an IPv4 address";
            if (port < 1 || port > 65535) return "PORT is 1 to 65535";
            break;
        case KINDS:
        default: return "known are hello, count, burn, touch, write, send, calm, status";
    }
    if (!(load->mib_per_s >= 0 && load->mib_per_s <= 100000)) return "MIB_PER_S is 0 to 100000";
    if (words == 2 && !(seconds > 0 && seconds <= 1e6)) return "SECONDS is above 0, at most 1000000";
    load->until = seconds > 0 ? now() + (int64_t) (seconds * (double) SECOND) : 0;
    snprintf(load->words, sizeof load->words, "%s", line);
    return NULL;
}

static void *talk(void *argument) {
    int client = (int) (intptr_t) argument;
    char line[200];
    FILE *in = fdopen(client, "r");
    while (in != NULL && fgets(line, sizeof line, in) != NULL) {
        line[strcspn(line, "\r\n")] = 0;
        struct load load = {0};
        const char *reason;
        if (strcmp(line, "hello") == 0) {
            answer(client, "hello %s %.2f", name(), uptime());
        } else if (strcmp(line, "count") == 0) {
            stream(client);
            break;
        } else if (strcmp(line, "calm") == 0) {
            calm();
            answer(client, "ok calm");
        } else if (strcmp(line, "status") == 0) {
            tell_loads(client);
        } else if ((reason = read_load(line, &load)) != NULL) {
            answer(client, "error %s", reason);
        } else {
            replace(&load);
            answer(client, "ok %s", load.words);
        }
    }
    if (in != NULL) fclose(in);
    return NULL;
}

/* --- the clock, the power button, the door ---------------------------------------------------------------------------- */

static void *tick(void *unused) {
    (void) unused;
    int64_t began = now() - (int64_t) (uptime() * (double) SECOND);
    for (uint64_t next = (uint64_t) (uptime() * 10) + 1;; next++) {
        sleep_until(began + (int64_t) next * TICK);
        pthread_mutex_lock(&lock);
        count = next;
        pthread_cond_broadcast(&ticked);
        pthread_mutex_unlock(&lock);
        if (next % 100 == 0) {
            printf("%s: count %llu\n", name(), (unsigned long long) next);
            fflush(stdout);
        }
    }
    return NULL;
}

static void *heed_power_button(void *device) {
    int file = open(device, O_RDONLY);
    struct input_event event;
    while (file >= 0 && read(file, &event, sizeof event) == (ssize_t) sizeof event) {
        if (event.type == EV_KEY && event.code == KEY_POWER && event.value == 1) {
            printf("%s: powered off\n", name());
            fflush(stdout);
            sync();
            reboot(RB_POWER_OFF);
        }
    }
    return NULL;
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    int door = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(door, (struct sockaddr *) &any, sizeof any) != 0 || listen(door, 64) != 0) {
        perror("guestd: port 7007");
        return 1;
    }
    start(tick, NULL);
    for (int device = 0; device < 4; device++) { /* one of them is the button, the others are keyboards */
        char path[32];
        snprintf(path, sizeof path, "/dev/input/event%d", device);
        start(heed_power_button, strdup(path));
    }
    for (;;) {
        int client = accept(door, NULL, NULL);
        if (client < 0) continue;
        setsockopt(client, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
        start(talk, (void *) (intptr_t) client);
    }
}
