// What the built service answers over HTTP, where it is this platform's own.
#include "http-tests.hpp"

const TestedService &testedService() {
    static const TestedService tested{
        "linux-adapter",
        "gtk",
        R"({"id":"w1","class":"GtkWindow","rect":[0,0,200,100],"style":[],"text":"Main","attributes":{"resizable":true,"name":"w1"}})",
        R"({"id":"w3","class":"GtkCheckButton","rect":[10,20,80,22],"style":[],"text":"_Loud","attributes":{"active":true,"name":"w3","use-underline":true},"parent":"w2"})",
        R"({"name":"light","background":"#f6f5f4","foreground":"#2e3436","accent":"#3584e4","border":"#cdc7c2","disabled":"#929595","font":{"family":"Cantarell","size":11}})",
        R"({"type":"checkbox","widget":"w3","native":{"signal":"toggled","instance":{"class":"GtkCheckButton","name":"w3"},"active":true}})",
        R"({"native":{"signal":"toggled","instance":{"class":"GtkCheckButton","indicator":"radio","name":"r"},"active":false}})",
        R"({"signal":"clicked"})",
        R"({"signal":"exploded"})",
        "is no signal that a widget sends here",
    };
    return tested;
}
