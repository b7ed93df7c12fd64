#include "adapter/map.hpp"

namespace wxwidgets::adapter {

bool hasMnemonic(std::string_view label) {
    for (std::size_t i = 0; i + 1 < label.size(); ++i) {
        if (label[i] != '&') continue;
        if (label[i + 1] != '&') return true;
        ++i;
    }
    return false;
}

// `&&` is a plain `&`, and so is one at the very end.
std::string convertMnemonic(std::string_view label, Mnemonic mnemonic) {
    if (mnemonic == Mnemonic::Ampersand) return std::string(label);
    std::string converted;
    for (std::size_t i = 0; i < label.size(); ++i) {
        if (label[i] == '_' && mnemonic == Mnemonic::Underscore) {
            converted += "__";
        } else if (label[i] != '&') {
            converted += label[i];
        } else if (i + 1 == label.size() || label[i + 1] == '&') {
            converted += '&';
            ++i;
        } else if (mnemonic == Mnemonic::Underscore) {
            converted += '_';
        }
    }
    return converted;
}

} // namespace wxwidgets::adapter
