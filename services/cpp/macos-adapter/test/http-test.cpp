// What the built service answers over HTTP, where it is this platform's own.
#include "http-tests.hpp"

const TestedService &testedService() {
    static const TestedService tested{
        "macos-adapter",
        "cocoa",
        R"({"id":"w1","class":"NSWindow","rect":[0,0,200,100],"style":["NSWindowStyleMaskTitled","NSWindowStyleMaskClosable","NSWindowStyleMaskMiniaturizable","NSWindowStyleMaskResizable"],"text":"Main","attributes":{"identifier":"w1","styleMask":15}})",
        R"({"id":"w3","class":"NSButton","rect":[10,38,80,22],"style":["NSButtonTypeSwitch"],"text":"Loud","attributes":{"state":1,"identifier":"w3","buttonType":3},"parent":"w2"})",
        R"({"name":"light","background":"#ececec","foreground":"#262626","accent":"#007aff","border":"#d5d5d5","disabled":"#b1b1b1","font":{"family":".AppleSystemUIFont","size":13}})",
        R"({"type":"checkbox","widget":"w3","native":{"action":"controlAction:","sender":{"class":"NSButton","identifier":"w3","buttonType":3},"state":1}})",
        R"({"native":{"action":"controlAction:","sender":{"class":"NSButton","buttonType":4,"identifier":"r"},"state":0}})",
        R"({"action":"controlAction:"})",
        R"({"action":"explode:"})",
        "is nothing that AppKit tells a widget here",
    };
    return tested;
}
