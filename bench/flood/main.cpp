// Answers its probe. `GET /flood/LINES/SECONDS` has it print so many numbered lines at an even pace, each by a write of its own
// as services do; `GET /printed` says how many it has printed.
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

static std::atomic<long> printed{0};

static void flood(long lines, long seconds) {
    auto start = std::chrono::steady_clock::now();
    char line[256];
    for (long number = 1; number <= lines; number++) {
        std::this_thread::sleep_until(start + std::chrono::nanoseconds(number * seconds * 1000000000 / lines));
        int length = snprintf(line, sizeof line,
                              "{\"level\":\"info\",\"message\":\"request served\",\"method\":\"GET\",\"path\":\"/v1/items/%ld\","
                              "\"status\":200,\"durationUs\":%ld,\"peer\":\"127.0.0.1\",\"number\":%ld}\n",
                              number % 997, number % 5003, number);
        for (int done = 0; done < length;) {
            ssize_t count = write(1, line + done, static_cast<size_t>(length - done));
            if (count > 0) done += static_cast<int>(count);
        }
        printed = number;
    }
}

int main() {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const char *port = getenv("PORT"), *build = getenv("DEVENV_BUILD_ID");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<unsigned short>(atoi(port != nullptr ? port : "8080")));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 || listen(listener, 128) != 0) {
        perror("listen");
        return 1;
    }
    for (;;) {
        int peer = accept(listener, nullptr, nullptr);
        if (peer < 0) continue;
        char request[4096], answer[512];
        ssize_t count = read(peer, request, sizeof request - 1);
        request[count > 0 ? count : 0] = 0;
        long lines = 0, seconds = 0;
        if (sscanf(request, "GET /flood/%ld/%ld", &lines, &seconds) == 2 && lines > 0)
            std::thread(flood, lines, seconds).detach();
        char body[32];
        snprintf(body, sizeof body, "%ld\n", printed.load());
        int length = snprintf(answer, sizeof answer,
                              "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nX-Build-Id: %s\r\nConnection: close\r\n\r\n%s",
                              strlen(body), build != nullptr ? build : "", body);
        if (write(peer, answer, static_cast<size_t>(length)) < 0) perror("write");
        close(peer);
    }
}
