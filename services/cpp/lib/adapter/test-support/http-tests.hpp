// What differs between the platforms when the built service is asked over HTTP; all but names are JSON.
#pragma once

#include <string>

struct TestedService {
    std::string name;
    std::string platform;
    /** Of a scene with a frame `w1`, a panel `w2` and a checkbox `w3`. */
    std::string window;
    std::string checkbox;
    std::string lightTheme;
    /** `w3` was checked, with what is native beside it. */
    std::string checkboxEvent;
    /** A radio button `r` that was left: an item of `events`. */
    std::string radioEvent;
    /** Native events: one that tells no widget, one that the platform does not know, and how that is refused. */
    std::string eventOfNobody;
    std::string unknownEvent;
    std::string refusalOfUnknown;
};

/** Defined by the tests of each service. */
const TestedService &testedService();
