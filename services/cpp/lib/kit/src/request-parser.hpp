// Reads requests out of a byte stream as it arrives: strict where two readers could disagree on where one ends.
#pragma once

#include <string>
#include <string_view>

#include "body-decoder.hpp"
#include "kit/http.hpp"
#include "kit/limits.hpp"

namespace wxwidgets::kit {

class RequestParser {
public:
    enum class State { Head, Body, Done, Failed };

    explicit RequestParser(const Limits &limits) : limits_(limits) {}

    /** Consumes from the front of `input`; bytes of a following request stay. */
    State feed(std::string &input);
    State state() const noexcept { return state_; }
    /** Whether any byte of a request has been seen. */
    bool isStarted() const noexcept { return state_ != State::Head || sawBytes_; }

    Request &request() noexcept { return request_; }
    /** For the next request on the connection. */
    void reset();

    // Why it failed.
    int status() const noexcept { return status_; }
    const std::string &code() const noexcept { return code_; }
    const std::string &reason() const noexcept { return reason_; }

private:
    State fail(int status, const char *code, std::string reason);
    State parseHead(std::string_view head);
    bool parseRequestLine(std::string_view line);
    bool parseField(std::string_view line);
    bool parseTarget(std::string_view target);
    bool chooseBody();
    State feedBody(std::string &input);

    const Limits &limits_;
    State state_ = State::Head;
    bool sawBytes_ = false;
    std::size_t scanned_ = 0;
    bool isHttp10_ = false;
    Request request_;
    BodyDecoder body_;
    int status_ = 0;
    std::string code_;
    std::string reason_;
};

} // namespace wxwidgets::kit
