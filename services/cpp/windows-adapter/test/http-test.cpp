// What the built service answers over HTTP, where it is this platform's own.
#include "http-tests.hpp"

const TestedService &testedService() {
    static const TestedService tested{
        "windows-adapter",
        "win32",
        R"({"id":"w1","class":"wxWindowNR","rect":[0,0,200,100],"style":["WS_OVERLAPPED","WS_CAPTION","WS_SYSMENU","WS_THICKFRAME","WS_MINIMIZEBOX","WS_MAXIMIZEBOX","WS_CLIPCHILDREN","WS_VISIBLE","WS_EX_WINDOWEDGE"],"text":"Main","attributes":{"controlId":101,"dwExStyle":256,"dwStyle":315555840}})",
        R"({"id":"w3","class":"BUTTON","rect":[10,20,80,22],"style":["WS_CHILD","WS_VISIBLE","WS_TABSTOP","BS_AUTOCHECKBOX"],"text":"&Loud","attributes":{"send":[{"message":"BM_SETCHECK","number":241,"wParam":1}],"controlId":103,"dwStyle":1342242819},"parent":"w2"})",
        R"({"name":"light","background":"#f0f0f0","foreground":"#000000","accent":"#0078d7","border":"#adadad","disabled":"#6d6d6d","font":{"family":"Segoe UI","size":9}})",
        R"({"type":"checkbox","widget":"w3","native":{"message":"WM_COMMAND","number":273,"hwnd":65638,"wParam":103,"lParam":65639,"notification":{"name":"BN_CLICKED","code":0},"control":{"class":"BUTTON","style":"BS_AUTOCHECKBOX"},"reads":{"message":"BM_GETCHECK","number":240,"result":1}}})",
        R"({"widget":"r","native":{"number":273,"wParam":0,"lParam":1,"control":{"class":"BUTTON","style":"BS_AUTORADIOBUTTON"},"reads":{"result":0}}})",
        R"({"number":16})",
        R"({"number":4711})",
        "is no message that a widget gets here",
    };
    return tested;
}
