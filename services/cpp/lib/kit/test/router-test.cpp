#include "kit/router.hpp"

#include <gtest/gtest.h>

#include "kit/http-error.hpp"

using namespace wxwidgets::kit;

namespace {

Handler named(const char *name) {
    return [name](const Request &) { return Response::text(200, name); };
}

std::string answer(const Router &router, const std::string &method, const std::string &path) {
    Request request;
    request.method = method;
    request.path = path;
    try {
        const Route &route = router.match(request);
        std::string words = route.handler(request).body;
        for (const auto &capture : request.captures) words += " " + capture.name + "=" + capture.value;
        return words;
    } catch (const HttpError &error) {
        return std::to_string(error.status());
    }
}

} // namespace

TEST(Router, MatchesSegmentsAndMethods) {
    Router router;
    router.add("GET", "/v1/trees", named("list"));
    router.add("POST", "/v1/trees", named("create"));
    router.add("GET", "/v1/trees/{tree}/widgets/{widget}", named("widget"));
    EXPECT_EQ(answer(router, "GET", "/v1/trees"), "list");
    EXPECT_EQ(answer(router, "HEAD", "/v1/trees"), "list");
    EXPECT_EQ(answer(router, "POST", "/v1/trees"), "create");
    EXPECT_EQ(answer(router, "GET", "/v1/trees/t 1/widgets/w2"), "widget tree=t 1 widget=w2");
    EXPECT_EQ(answer(router, "GET", "/v1/trees//widgets/w2"), "404");
    EXPECT_EQ(answer(router, "GET", "/v1/trees/"), "404");
    EXPECT_EQ(answer(router, "GET", "/"), "404");
    EXPECT_EQ(answer(router, "DELETE", "/v1/trees"), "405");
}

TEST(Router, RefusesWhatIsTaken) {
    Router router;
    router.add("GET", "/a", named("a"));
    EXPECT_THROW(router.add("GET", "/a", named("b")), std::logic_error);
    EXPECT_THROW(router.add("GET", "b", named("b")), std::logic_error);
}
