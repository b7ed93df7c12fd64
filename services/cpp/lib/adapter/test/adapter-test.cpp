#include <gtest/gtest.h>

#include "adapter/events.hpp"
#include "adapter/hooks.hpp"
#include "adapter/keys.hpp"
#include "adapter/map.hpp"
#include "adapter/rules.hpp"
#include "adapter/surroundings.hpp"
#include "kit/json.hpp"

using namespace wxwidgets;
using namespace wxwidgets::adapter;

TEST(Mnemonics, EachPlatformMarksThemItsOwnWay) {
    EXPECT_EQ(convertMnemonic("&Save && _quit &", Mnemonic::Ampersand), "&Save && _quit &");
    EXPECT_EQ(convertMnemonic("&Save && _quit &", Mnemonic::Underscore), "_Save & __quit &");
    EXPECT_EQ(convertMnemonic("&Save && _quit &", Mnemonic::None), "Save & _quit &");
    EXPECT_TRUE(hasMnemonic("a &b"));
    EXPECT_FALSE(hasMnemonic("a && b"));
    EXPECT_FALSE(hasMnemonic("a &"));
    EXPECT_TRUE(hasMnemonic("&&&b"));
}

TEST(Words, AreFlagsAndValues) {
    NativeWidget native;
    applyWords("A|B|x=1|y=-2.5|z=true|w=some words", native);
    applyWords("-A|C|B|x=7", native);
    EXPECT_EQ(native.style, (std::vector<std::string>{"B", "C"}));
    EXPECT_EQ(native.attributes.dump(), R"({"x":7,"y":-2.5,"z":true,"w":"some words"})");
    EXPECT_EQ(readWords("A|x=1").dump(), R"({"x":1})");
    EXPECT_EQ(readWords("").size(), 0U);
}

TEST(Utf8, OneCharacterIsOneCodePoint) {
    for (const std::uint32_t code : {1U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) EXPECT_EQ(onlyCodePoint(encodeUtf8(code)), code);
    for (const char *odd : {"", "ab", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xC3\xC3", "\xFF"}) EXPECT_EQ(onlyCodePoint(odd), 0U) << odd;
}

TEST(Surroundings, NumberControlsBothWays) {
    const Surroundings without(nullptr);
    EXPECT_EQ(without.controlId("w1"), 101);
    EXPECT_EQ(without.widgetOf(101), "w1");
    for (const char *odd : {"", "w", "w0", "w01", "ok", "w-1", "w1x", "w99999", "w100000"}) EXPECT_EQ(without.controlId(odd), 0) << odd;
    EXPECT_EQ(without.widgetOf(100), "");
    const scene::Scene scene = scene::decodeScene(kit::parseJson(R"({"size":[9,9],"widgets":[{"id":"z","kind":"frame","rect":[0,0,9,9]},{"id":"a","kind":"panel","parent":"z","rect":[0,0,9,9]}]})"), "scene");
    const Surroundings with(&scene);
    EXPECT_EQ(with.controlId("a"), 102);
    EXPECT_EQ(with.widgetOf(102), "a");
    EXPECT_EQ(with.widgetOf(103), "");
    EXPECT_EQ(with.controlId("w1"), 0);
    EXPECT_EQ(with.parentOf(*with.find("a"))->id, "z");
}

TEST(Modifiers, BecomeBitsAndComeBack) {
    const ModifierBits bits{1, 2, 4, 8};
    for (unsigned modifiers = 0; modifiers < 16; ++modifiers) {
        EXPECT_EQ(fromNativeModifiers(toNativeModifiers(modifiers, bits), bits), modifiers);
        EXPECT_EQ(decodeModifiers(encodeModifiers(modifiers), "m"), modifiers);
    }
    EXPECT_EQ(encodeModifiers(shiftKey | metaKey).dump(), R"(["shift","meta"])");
}

TEST(Hooks, TheOneWithMoreMarksIsMeant) {
    constexpr HookRow rows[] = {{"leftDown", "", "signal", "pressed", "", "", "", ""}, {"leftDouble", "", "signal", "pressed", "", "n=2", "", ""}, {"button", "button", "signal", "clicked", "", "", "", ""}};
    const auto type = [&](const char *json, const char *kind) {
        const kit::Json native = kit::parseJson(json);
        const HookRow *row = matchHook(rows, kit::Fields(native, "native"), kind);
        return row == nullptr ? std::string() : std::string(row->type);
    };
    EXPECT_EQ(type(R"({"signal":"pressed"})", ""), "leftDown");
    EXPECT_EQ(type(R"({"signal":"pressed","n":2})", "panel"), "leftDouble");
    EXPECT_EQ(type(R"({"signal":"pressed","source":"x"})", ""), "");
    EXPECT_EQ(type(R"({"signal":"clicked"})", "button"), "button");
    EXPECT_EQ(type(R"({"signal":"clicked"})", "panel"), "");
    EXPECT_EQ(type(R"({"signal":7})", ""), "");
}
