#include "flags.hpp"

namespace wxwidgets::xrc {

namespace {

enum Effect { Left, Top, Right, Bottom, All, Expand, AlignLeft, AlignRight, AlignTop, AlignBottom, CentreX, CentreY, Centre, Nothing };

struct Flag {
    std::string_view name;
    Effect effect;
};

constexpr Flag flags[] = {
    {"wxLEFT", Left}, {"wxWEST", Left}, {"wxTOP", Top}, {"wxUP", Top}, {"wxNORTH", Top}, {"wxRIGHT", Right}, {"wxEAST", Right},
    {"wxBOTTOM", Bottom}, {"wxDOWN", Bottom}, {"wxSOUTH", Bottom}, {"wxALL", All}, {"wxEXPAND", Expand}, {"wxGROW", Expand},
    {"wxALIGN_LEFT", AlignLeft}, {"wxALIGN_RIGHT", AlignRight}, {"wxALIGN_TOP", AlignTop}, {"wxALIGN_BOTTOM", AlignBottom},
    {"wxALIGN_CENTER_HORIZONTAL", CentreX}, {"wxALIGN_CENTRE_HORIZONTAL", CentreX}, {"wxALIGN_CENTER_VERTICAL", CentreY},
    {"wxALIGN_CENTRE_VERTICAL", CentreY}, {"wxALIGN_CENTER", Centre}, {"wxALIGN_CENTRE", Centre}, {"wxALIGN_NOT", Nothing},
    {"wxSHAPED", Nothing}, {"wxFIXED_MINSIZE", Nothing}, {"wxSTRETCH_NOT", Nothing}, {"wxRESERVE_SPACE_EVEN_IF_HIDDEN", Nothing}, {"0", Nothing},
};

void apply(ItemFlags &result, Effect effect) {
    switch (effect) {
    case Left: result.left = true; break;
    case Top: result.top = true; break;
    case Right: result.right = true; break;
    case Bottom: result.bottom = true; break;
    case All: result.left = result.top = result.right = result.bottom = true; break;
    case Expand: result.isExpanded = true; break;
    case AlignLeft: result.horizontal = "start"; break;
    case AlignRight: result.horizontal = "end"; break;
    case AlignTop: result.vertical = "start"; break;
    case AlignBottom: result.vertical = "end"; break;
    case CentreX: result.horizontal = "centre"; break;
    case CentreY: result.vertical = "centre"; break;
    case Centre: result.horizontal = result.vertical = "centre"; break;
    case Nothing: break;
    }
}

} // namespace

std::vector<std::string> splitFlags(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (c == '|') {
            if (!word.empty()) words.push_back(word);
            word.clear();
        } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            word += c;
        }
    }
    if (!word.empty()) words.push_back(word);
    return words;
}

ItemFlags parseItemFlags(std::string_view text) {
    ItemFlags result;
    for (const std::string &word : splitFlags(text)) {
        const Flag *known = nullptr;
        for (const Flag &flag : flags) known = flag.name == word ? &flag : known;
        if (known == nullptr) result.unknown.push_back(word);
        else apply(result, known->effect);
    }
    return result;
}

std::vector<std::string_view> itemFlagNames() {
    std::vector<std::string_view> names;
    for (const Flag &flag : flags) names.push_back(flag.name);
    return names;
}

} // namespace wxwidgets::xrc
