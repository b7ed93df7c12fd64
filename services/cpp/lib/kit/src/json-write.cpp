// Json::dump: one line of valid UTF-8 whatever the strings hold, for they may come from headers.
#include <charconv>
#include <cmath>

#include "kit/json.hpp"

namespace wxwidgets::kit {

namespace {

// Length of the valid UTF-8 sequence at `at`; 0 when there is none.
std::size_t sequenceLength(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    std::size_t length = 0;
    unsigned char low = 0x80, high = 0xBF;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) length = 2;
    if (lead >= 0xE0 && lead <= 0xEF) length = 3;
    if (lead >= 0xF0 && lead <= 0xF4) length = 4;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (length == 0 || at + length > text.size()) return 0;
    if (byte(at + 1) < low || byte(at + 1) > high) return 0;
    for (std::size_t i = at + 2; i < at + length; ++i) {
        if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
    }
    return length;
}

void writeString(std::string &out, std::string_view text) {
    out += '"';
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const std::size_t length = sequenceLength(text, i);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
            continue;
        }
        if (length > 1 || (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F)) {
            out.append(text, i, length);
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else {
            static const char hex[] = "0123456789abcdef";
            out += "\\u00";
            out += hex[(c >> 4) & 15];
            out += hex[c & 15];
        }
        i += length;
    }
    out += '"';
}

void writeNumber(std::string &out, double value) {
    if (!std::isfinite(value)) {
        out += "null"; // JSON has no word for it
        return;
    }
    if (value == 0 && std::signbit(value)) {
        out += "-0.0"; // "-0" would be read as an integer, which has no sign there
        return;
    }
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end);
}

void write(std::string &out, const Json &value) {
    switch (value.kind()) {
    case Json::Kind::Null: out += "null"; return;
    case Json::Kind::Boolean: out += value.boolean() ? "true" : "false"; return;
    case Json::Kind::Integer: out += std::to_string(value.integer()); return;
    case Json::Kind::Number: writeNumber(out, value.number()); return;
    case Json::Kind::String: writeString(out, value.string()); return;
    case Json::Kind::Array: {
        out += '[';
        bool first = true;
        for (const Json &item : value.items()) {
            if (!first) out += ',';
            first = false;
            write(out, item);
        }
        out += ']';
        return;
    }
    case Json::Kind::Object: {
        out += '{';
        bool first = true;
        for (const Json::Member &member : value.members()) {
            if (!first) out += ',';
            first = false;
            writeString(out, member.name);
            out += ':';
            write(out, member.value);
        }
        out += '}';
        return;
    }
    }
}

} // namespace

std::string Json::dump() const {
    std::string out;
    write(out, *this);
    return out;
}

} // namespace wxwidgets::kit
