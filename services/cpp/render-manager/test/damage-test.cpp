#include "../src/damage.hpp"

#include <gtest/gtest.h>

#include "scenes.hpp"

using namespace wxwidgets::render;
using Regions = std::vector<Rect>;

namespace {

const Rect whole{0, 0, 200, 100};

std::vector<bool> pixels(const Regions &regions) {
    std::vector<bool> set(200 * 100);
    for (const Rect &region : regions) {
        for (int y = region.y; y < region.y + region.height; ++y) {
            for (int x = region.x; x < region.x + region.width; ++x) set[static_cast<std::size_t>(y * 200 + x)] = true;
        }
    }
    return set;
}

Regions changes(const std::string &before, const std::string &after) { return compareScenes(sceneOf(200, 100, before), sceneOf(200, 100, after)); }

} // namespace

TEST(Damage, JoinsWhatTouchesAndOverlaps) {
    EXPECT_EQ(mergeRegions({}, whole), Regions{});
    EXPECT_EQ(mergeRegions({{0, 0, 10, 10}, {10, 0, 10, 10}, {0, 10, 20, 5}}, whole), (Regions{{0, 0, 20, 15}}));
    EXPECT_EQ(mergeRegions({{0, 0, 10, 10}, {2, 2, 3, 3}}, whole), (Regions{{0, 0, 10, 10}}));
    EXPECT_EQ(mergeRegions({{50, 50, 10, 10}, {0, 0, 10, 10}}, whole), (Regions{{0, 0, 10, 10}, {50, 50, 10, 10}}));
    EXPECT_EQ(mergeRegions({{0, 0, 10, 10}, {5, 5, 10, 10}}, whole), (Regions{{0, 0, 10, 5}, {0, 5, 15, 5}, {5, 10, 10, 5}}));
}

TEST(Damage, StaysInsideTheScene) {
    EXPECT_EQ(mergeRegions({{-10, -10, 20, 20}, {300, 0, 5, 5}, {190, 90, 50, 50}}, whole), (Regions{{0, 0, 10, 10}, {190, 90, 10, 10}}));
    EXPECT_EQ(mergeRegions({{0, 0, 0, 10}}, whole), Regions{});
}

TEST(Damage, CoversExactlyWhatItWasGiven) {
    std::uint32_t state = 1;
    const auto next = [&](std::uint32_t below) { return static_cast<int>((state = state * 1664525 + 1013904223) >> 16) % static_cast<int>(below); };
    for (int round = 0; round < 200; ++round) {
        Regions given;
        for (int i = next(8); i >= 0; --i) given.push_back({next(180), next(80), next(20) + 1, next(20) + 1});
        const Regions merged = mergeRegions(given, whole);
        int area = 0;
        for (const Rect &region : merged) area += region.width * region.height;
        const std::vector<bool> set = pixels(given);
        EXPECT_EQ(area, std::count(set.begin(), set.end(), true)); // none twice
        EXPECT_EQ(pixels(merged), set);
    }
}

TEST(Damage, ManyRegionsAreJoinedAndStillCover) {
    Regions given;
    for (int i = 0; i < 1000; ++i) given.push_back({i % 50 * 4, i / 50 * 5, 2, 2});
    const Regions merged = mergeRegions(given, whole);
    EXPECT_LE(merged.size(), maxRegions);
    const std::vector<bool> set = pixels(merged), wanted = pixels(given);
    for (std::size_t i = 0; i < set.size(); ++i) EXPECT_TRUE(set[i] || !wanted[i]);
    for (std::size_t i = 0; i < merged.size(); ++i) {
        for (std::size_t j = i + 1; j < merged.size(); ++j) EXPECT_TRUE(isEmpty(wxwidgets::scene::intersection(merged[i], merged[j])));
    }
}

TEST(Damage, ComparesScenes) {
    const std::string button = item("w2", "button", "w1", "10,10,80,20", R"({"label":"a"})");
    EXPECT_EQ(changes(button, button), Regions{});
    EXPECT_EQ(changes(button, item("w2", "button", "w1", "10,10,80,20", R"({"label":"b"})")), (Regions{{10, 10, 80, 20}}));
    EXPECT_EQ(changes(button, item("w2", "button", "w1", "30,10,80,20", R"({"label":"a"})")), (Regions{{10, 10, 100, 20}}));
    EXPECT_EQ(changes(button, ""), (Regions{{10, 10, 80, 20}}));
    EXPECT_EQ(changes("", button), (Regions{{10, 10, 80, 20}}));
    EXPECT_EQ(changes(button, item("w2", "button", "w1", "10,10,80,20", R"({"label":"a","visible":false})")), (Regions{{10, 10, 80, 20}}));
    EXPECT_EQ(compareScenes(sceneOf(10, 10, ""), sceneOf(20, 10, "")), (Regions{{0, 0, 20, 10}}));
}

TEST(Damage, SeesOnlyWhatShows) {
    const std::string panel = item("w2", "panel", "w1", "0,0,50,50");
    EXPECT_EQ(changes(panel + "," + item("w3", "label", "w2", "40,40,80,20", R"({"label":"a"})"), panel + "," + item("w3", "label", "w2", "40,40,80,20", R"({"label":"b"})")), (Regions{{40, 40, 10, 10}}));
    EXPECT_EQ(changes(panel + "," + item("w3", "label", "w2", "60,60,80,20"), panel), Regions{});
}

TEST(Damage, OrderAndTabsShow) {
    const std::string a = item("w2", "panel", "w1", "0,0,20,20"), b = item("w3", "panel", "w1", "10,0,20,20");
    EXPECT_EQ(changes(a + "," + b, b + "," + a), (Regions{{0, 0, 30, 20}}));
    const std::string book = item("w2", "notebook", "w1", "0,0,100,80");
    EXPECT_EQ(changes(book + "," + item("w3", "panel", "w2", "2,32,96,46"), book), (Regions{{0, 0, 100, 80}}));
}
