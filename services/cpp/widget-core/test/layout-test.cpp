#include "../src/layout.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "widgets.hpp"

using namespace wxwidgets::widgetcore;

namespace {

struct LaidOut {
    std::unique_ptr<Widget> root;
    Layout layout;

    LaidOut(const std::string &json, std::optional<Size> size) : root(widgetOf(json)), layout(layOut(*root, size)) {}
    Rect operator[](const std::string &name) const {
        for (const Placed &placed : layout.placed) {
            if (placed.widget->name == name) return placed.rect;
        }
        ADD_FAILURE() << "not placed: " << name;
        return {};
    }
    bool has(const std::string &name) const {
        for (const Placed &placed : layout.placed) {
            if (placed.widget->name == name) return true;
        }
        return false;
    }
};

const std::string row = R"({"type":"box","orientation":"horizontal"})";
const std::string column = R"({"type":"box","orientation":"vertical"})";

} // namespace

TEST(Distribute, GivesEachItsMinimumAndTheRestByProportion) {
    EXPECT_EQ(distribute(100, {{10, 0}, {10, 1}, {10, 2}}), (std::vector<int>{10, 30, 60}));
    EXPECT_EQ(distribute(100, {{60, 1}, {10, 1}}), (std::vector<int>{60, 40}));
    EXPECT_EQ(distribute(50, {{30, 1}, {30, 0}}), (std::vector<int>{30, 30}));
    EXPECT_EQ(distribute(10, {}), (std::vector<int>{}));
}

TEST(Distribute, LosesNoPixel) {
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        std::vector<Share> shares(1 + random() % 8);
        int minimum = 0, parts = 0;
        for (Share &share : shares) {
            share = {static_cast<int>(random() % 50), static_cast<int>(random() % 4)};
            minimum += share.minimum;
            parts += share.proportion;
        }
        const int available = minimum + static_cast<int>(random() % 300);
        const std::vector<int> sizes = distribute(available, shares);
        const int total = std::accumulate(sizes.begin(), sizes.end(), 0);
        EXPECT_EQ(total, parts > 0 ? available : minimum);
        for (std::size_t i = 0; i < shares.size(); ++i) EXPECT_GE(sizes[i], shares[i].minimum);
    }
}

TEST(BoxSizer, SharesByProportionAndExpandsAcross) {
    const LaidOut box(panel(row, spacer("a", 20, 10) + "," + spacer("b", 20, 10, R"({"proportion":1,"expand":true})") + "," + spacer("c", 20, 10, R"({"proportion":2,"vertical":"end"})")), Size{200, 50});
    EXPECT_EQ(box["a"], (Rect{0, 0, 20, 10}));
    EXPECT_EQ(box["b"], (Rect{20, 0, 60, 50}));
    EXPECT_EQ(box["c"], (Rect{80, 40, 120, 10}));
}

TEST(BoxSizer, KeepsBordersOnTheAskedSides) {
    const LaidOut box(panel(column, spacer("a", 20, 10, R"({"border":5,"expand":true})") + "," + spacer("b", 20, 10, R"({"border":3,"sides":["left","bottom"],"horizontal":"centre"})")), std::nullopt);
    EXPECT_EQ(box.layout.minimum, (Size{30, 33}));
    EXPECT_EQ(box["a"], (Rect{5, 5, 20, 10}));
    EXPECT_EQ(box["b"], (Rect{6, 20, 20, 10}));
}

TEST(BoxSizer, MinimumHoldsTheProportions) {
    // b wants twice a's part, so a's 30 make b 60.
    const LaidOut box(panel(row, spacer("a", 30, 1, R"({"proportion":1})") + "," + spacer("b", 10, 1, R"({"proportion":2})") + "," + spacer("c", 5, 1)), std::nullopt);
    EXPECT_EQ(box.layout.minimum, (Size{95, 1}));
    EXPECT_EQ(box["b"], (Rect{30, 0, 60, 1}));
}

TEST(BoxSizer, TooLittleRoomClips) {
    const LaidOut box(panel(row, spacer("a", 50, 10) + "," + spacer("b", 50, 10)), Size{60, 5});
    EXPECT_EQ(box["b"], (Rect{50, 0, 50, 5}));
    EXPECT_TRUE(box.layout.placed[0].isClipped);
    EXPECT_TRUE(box.layout.placed[2].isClipped);
}

TEST(BoxSizer, InvisibleChildrenTakeNoRoom) {
    const LaidOut box(panel(row, R"({"kind":"panel","name":"hidden","minSize":[50,50],"properties":{"visible":false},"children":[{"kind":"button","name":"inside"}]},)" + spacer("a", 20, 10)), std::nullopt);
    EXPECT_EQ(box.layout.minimum, (Size{20, 10}));
    EXPECT_EQ(box["a"].x, 0);
    EXPECT_FALSE(box.has("hidden"));
    EXPECT_FALSE(box.has("inside"));
}

TEST(GridSizer, MakesAllCellsAlike) {
    const LaidOut grid(panel(R"({"type":"grid","cols":2,"vgap":4,"hgap":2})", spacer("a", 20, 10) + "," + spacer("b", 30, 5) + "," + spacer("c", 1, 1, R"({"expand":true})")), std::nullopt);
    EXPECT_EQ(grid.layout.minimum, (Size{62, 24}));
    EXPECT_EQ(grid["b"], (Rect{32, 0, 30, 5}));
    EXPECT_EQ(grid["c"], (Rect{0, 14, 30, 10}));
    const LaidOut wide(panel(R"({"type":"grid","cols":2})", spacer("a", 20, 10, R"({"expand":true})") + "," + spacer("b", 30, 5, R"({"expand":true})")), Size{101, 20});
    EXPECT_EQ(wide["a"], (Rect{0, 0, 50, 20}));
    EXPECT_EQ(wide["b"], (Rect{50, 0, 51, 20}));
}

TEST(GridSizer, RowsAloneGiveTheColumns) {
    const LaidOut grid(panel(R"({"type":"grid","rows":2})", spacer("a", 10, 10) + "," + spacer("b", 10, 10) + "," + spacer("c", 10, 10)), std::nullopt);
    EXPECT_EQ(grid.layout.minimum, (Size{20, 20}));
    EXPECT_EQ(grid["c"], (Rect{0, 10, 10, 10}));
}

TEST(GridSizer, MoreCellsThanPlacesAddRows) {
    const LaidOut grid(panel(R"({"type":"grid","rows":1,"cols":1})", spacer("a", 10, 10) + "," + spacer("b", 10, 10)), std::nullopt);
    EXPECT_EQ(grid["b"], (Rect{0, 10, 10, 10}));
}

TEST(FlexGridSizer, EachLineIsAsLargeAsItMustBeAndGrowableOnesGrow) {
    const std::string cells = spacer("a", 20, 10) + "," + spacer("b", 30, 5, R"({"expand":true})") + "," + spacer("c", 5, 8) + "," + spacer("d", 10, 20, R"({"horizontal":"end","vertical":"centre"})");
    const LaidOut still(panel(R"({"type":"flexGrid","cols":2})", cells), Size{100, 100});
    EXPECT_EQ(still.layout.minimum, (Size{50, 30}));
    EXPECT_EQ(still["b"], (Rect{20, 0, 30, 10}));
    const LaidOut grown(panel(R"({"type":"flexGrid","cols":2,"growableCols":[1],"growableRows":[{"index":0,"proportion":1},{"index":1,"proportion":3}]})", cells), Size{100, 70});
    EXPECT_EQ(grown["b"], (Rect{20, 0, 80, 20}));
    EXPECT_EQ(grown["d"], (Rect{90, 35, 10, 20}));
}

TEST(FlexGridSizer, GrowableLinesThatAreNotThereDoNothing) {
    const LaidOut grid(panel(R"({"type":"flexGrid","cols":1,"growableRows":[7]})", spacer("a", 10, 10)), Size{50, 50});
    EXPECT_EQ(grid["a"], (Rect{0, 0, 10, 10}));
}

TEST(Containers, EachArrangesInItsWay) {
    const LaidOut frame(R"({"kind":"frame","children":[{"kind":"panel","name":"p"}]})", Size{300, 200});
    EXPECT_EQ(frame["p"], (Rect{0, 0, 300, 200}));
    const LaidOut placed(R"({"kind":"panel","children":[{"kind":"spacer","name":"s","minSize":[10,10],"properties":{"x":7,"y":9}}]})", std::nullopt);
    EXPECT_EQ(placed.layout.minimum, (Size{17, 19}));
    EXPECT_EQ(placed["s"], (Rect{7, 9, 10, 10}));
    const LaidOut outside(R"({"kind":"panel","children":[{"kind":"spacer","name":"s","minSize":[10,10],"properties":{"x":-7}}]})", Size{5, 5});
    EXPECT_EQ(outside["s"], (Rect{-7, 0, 10, 10}));
    const LaidOut book(R"({"kind":"notebook","children":[{"kind":"panel","name":"one"},{"kind":"panel","name":"two"}]})", Size{100, 100});
    EXPECT_EQ(book["one"], (Rect{2, 32, 96, 66}));
    EXPECT_EQ(book["one"], book["two"]);
    const LaidOut split(R"({"kind":"splitter","properties":{"vertical":true,"sash":30},"children":[{"kind":"panel","name":"l"},{"kind":"panel","name":"r"}]})", Size{106, 50});
    EXPECT_EQ(split["l"], (Rect{0, 0, 30, 50}));
    EXPECT_EQ(split["r"], (Rect{36, 0, 70, 50}));
    const LaidOut box(R"({"kind":"staticbox","sizer":{"type":"box","orientation":"vertical"},"children":[{"kind":"spacer","name":"s","minSize":[10,10]}]})", std::nullopt);
    EXPECT_EQ(box["s"], (Rect{8, 22, 10, 10}));
    const LaidOut scrolled(R"({"kind":"scrolled","children":[{"kind":"spacer","name":"s","minSize":[500,900]}]})", Size{100, 100});
    EXPECT_EQ(scrolled["s"], (Rect{0, 0, 500, 900}));
    EXPECT_FALSE(scrolled.layout.placed[0].isClipped);
}

TEST(Layout, SizersNest) {
    const LaidOut nested(panel(column, R"({"kind":"group","name":"g","item":{"proportion":1,"expand":true},"sizer":)" + row + R"(,"children":[)" + spacer("a", 10, 10, R"({"proportion":1,"expand":true})") + "]}," + spacer("b", 10, 10)), Size{100, 60});
    EXPECT_EQ(nested["g"], (Rect{0, 0, 100, 50}));
    EXPECT_EQ(nested["a"], (Rect{0, 0, 100, 50}));
    EXPECT_EQ(nested["b"], (Rect{0, 50, 10, 10}));
}

TEST(Layout, BestSizesFollowTheText) {
    const auto size = [](const std::string &json) { return bestSize(*widgetOf(json)); };
    EXPECT_EQ(size(R"({"kind":"label","properties":{"label":"Grüße"}})"), (Size{40, 18}));
    EXPECT_EQ(size(R"({"kind":"label","properties":{"label":"&A&&B\nlonger"}})"), (Size{48, 36}));
    EXPECT_EQ(size(R"({"kind":"label","properties":{"label":"abcdefgh","wrap":32}})"), (Size{32, 36}));
    EXPECT_EQ(size(R"({"kind":"button","properties":{"label":"OK"}})"), (Size{80, 32}));
    EXPECT_EQ(size(R"({"kind":"slider","properties":{"vertical":true}})"), (Size{28, 120}));
    EXPECT_EQ(size(R"({"kind":"choice","properties":{"choices":["a","abcdef"]}})"), (Size{84, 32}));
}

TEST(Layout, MinSizeOverridesOnlyWhatItSays) {
    const LaidOut one(panel(row, R"({"kind":"button","name":"b","minSize":[10,-1]})"), std::nullopt);
    EXPECT_EQ(one["b"], (Rect{0, 0, 10, 32}));
}

TEST(Layout, EnormousTreesStayWithinBounds) {
    // Proportions blow minimum sizes up: each level here wants 10,001 times what it holds.
    std::string inner = spacer("s", 100000, 100000, R"({"proportion":1})");
    for (int level = 0; level < 6; ++level) {
        const std::string sizer = level % 2 == 0 ? row : R"({"type":"flexGrid","cols":3,"growableCols":[1],"hgap":10000})";
        const std::string group = R"({"kind":"group","item":{"proportion":1,"border":10000},"sizer":)" + sizer + R"(,"children":[)" + inner + "," + spacer("x", 1, 1, R"({"proportion":10000})") + "]}";
        inner = group + "," + group + "," + spacer("y", 5, 5, R"({"proportion":10000})");
    }
    const LaidOut box(panel(row, inner), std::nullopt);
    EXPECT_EQ(box.layout.minimum.width, maxCoordinate);
    for (const Placed &placed : box.layout.placed) {
        EXPECT_GE(placed.rect.x, 0);
        EXPECT_LE(placed.rect.x, maxCoordinate);
        EXPECT_LE(placed.rect.width, maxCoordinate);
    }
}

// Whatever the tree: siblings in a box never overlap and stay in their parent when it has room.
TEST(Layout, RandomBoxesKeepInside) {
    std::mt19937 random(11);
    for (int round = 0; round < 100; ++round) {
        std::string children;
        for (std::size_t i = 0, count = 1 + random() % 6; i < count; ++i) {
            const std::string item = R"({"proportion":)" + std::to_string(random() % 3) + R"(,"border":)" + std::to_string(random() % 6) + R"(,"expand":)" + (random() % 2 != 0 ? "true" : "false") + "}";
            children += (i == 0 ? "" : ",") + spacer("s" + std::to_string(i), static_cast<int>(random() % 40), static_cast<int>(random() % 40), item);
        }
        const bool isRow = random() % 2 != 0;
        const LaidOut minimal(panel(isRow ? row : column, children), std::nullopt);
        const Size size{minimal.layout.minimum.width + static_cast<int>(random() % 100), minimal.layout.minimum.height + static_cast<int>(random() % 100)};
        const LaidOut box(panel(isRow ? row : column, children), size);
        int end = 0;
        for (std::size_t i = 1; i < box.layout.placed.size(); ++i) {
            const Placed &placed = box.layout.placed[i];
            EXPECT_GE(isRow ? placed.rect.x : placed.rect.y, end);
            end = isRow ? placed.rect.x + placed.rect.width : placed.rect.y + placed.rect.height;
            EXPECT_LE(placed.rect.x + placed.rect.width, size.width);
            EXPECT_LE(placed.rect.y + placed.rect.height, size.height);
            EXPECT_FALSE(placed.isClipped);
        }
    }
}
