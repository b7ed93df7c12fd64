#include "test-support/service-process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "kit/json.hpp"

namespace wxwidgets::test {

namespace {

constexpr int patienceMs = 30000;

} // namespace

ServiceProcess::ServiceProcess(const std::string &binary, std::vector<std::string> variables) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    variables.insert(variables.begin(), {"PORT=0", "BIND=127.0.0.1"});
    std::vector<char *> environment;
    for (std::string &variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
    std::string path = binary;
    char *arguments[] = {path.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    const int failure = posix_spawn(&pid_, binary.c_str(), &actions, nullptr, arguments, environment.data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    stdout_ = ends[0];
    if (failure != 0) throw std::runtime_error("cannot start " + binary);
    const std::string line = awaitLine("\"msg\":\"listening\"");
    if (line.empty()) throw std::runtime_error("it does not listen: " + output_);
    port_ = static_cast<std::uint16_t>(kit::parseJson(line).find("port")->integer());
}

ServiceProcess::~ServiceProcess() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    close(stdout_);
}

void ServiceProcess::signal(int number) const { kill(pid_, number); }

int ServiceProcess::awaitExit() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ServiceProcess::awaitLine(const std::string &words) {
    while (true) {
        std::size_t end;
        while ((end = output_.find('\n', read_)) != std::string::npos) {
            const std::string line = output_.substr(read_, end - read_);
            read_ = end + 1;
            if (line.find(words) != std::string::npos) return line;
        }
        pollfd entry{stdout_, POLLIN, 0};
        if (poll(&entry, 1, patienceMs) <= 0) throw std::runtime_error("no line with " + words + " in: " + output_);
        char buffer[4096];
        const ssize_t count = read(stdout_, buffer, sizeof buffer);
        if (count <= 0) return "";
        output_.append(buffer, static_cast<std::size_t>(count));
    }
}

} // namespace wxwidgets::test
