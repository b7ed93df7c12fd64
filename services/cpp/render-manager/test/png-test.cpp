#include <gtest/gtest.h>

#include "../src/font.hpp"
#include "../src/output.hpp"
#include "kit/http-error.hpp"
#include "png-decoder.hpp"
#include "scenes.hpp"

using namespace wxwidgets::render;
using wxwidgets::test::decodePng;
using wxwidgets::test::Image;

namespace {

constexpr std::uint32_t opaque = 0xFF000000;

} // namespace

TEST(Png, PixelsAreWhatWasDrawn) {
    const auto scene = sceneOf(100, 150, item("w2", "panel", "w1", "10,20,30,100", R"({"background":"#123456"})") + "," + item("w3", "label", "w1", "50,70,40,18", R"({"label":"H"})") + "," +
                                             item("w4", "radio", "w1", "60,100,30,22", R"({"checked":true})"));
    const Image image = decodePng(writePng(drawn(scene), 1));
    ASSERT_EQ(image.width, 100);
    ASSERT_EQ(image.height, 150);
    EXPECT_EQ(image.at(0, 0), opaque | 0xf0f0f0);
    EXPECT_EQ(image.at(99, 149), opaque | 0xf0f0f0);
    EXPECT_EQ(image.at(10, 20), opaque | 0x123456);
    EXPECT_EQ(image.at(39, 119), opaque | 0x123456);
    EXPECT_EQ(image.at(40, 119), opaque | 0xf0f0f0);
    EXPECT_EQ(image.at(39, 120), opaque | 0xf0f0f0);
    for (int y = 0; y < 18; ++y) {
        for (int x = 0; x < 8; ++x) EXPECT_EQ(image.at(50 + x, 70 + y) == opaque, isInk('H', x, y)) << x << "," << y;
    }
    EXPECT_EQ(image.at(68, 111), opaque | 0x0066cc); // the middle of the dot
    EXPECT_EQ(image.at(60, 103), opaque | 0xf0f0f0); // the corner of its square
}

TEST(Png, ScalesEveryPixel) {
    const auto scene = sceneOf(20, 20, item("w2", "bitmap", "w1", "2,2,16,16"));
    const Image small = decodePng(writePng(drawn(scene), 1)), large = decodePng(writePng(drawn(scene), 3));
    ASSERT_EQ(large.width, 60);
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 60; ++x) EXPECT_EQ(large.at(x, y), small.at(x / 3, y / 3)) << x << "," << y;
    }
    for (int i = 2; i < 18; ++i) EXPECT_EQ(small.at(i, i), opaque | 0xa0a0a0) << i; // the diagonal
}

// What lies in one band must not differ from what would lie in another.
TEST(Png, BandsMeetWithoutASeam) {
    const auto scene = sceneOf(90, 200, item("w2", "bitmap", "w1", "0,0,90,200") + "," + item("w3", "label", "w1", "0,60,90,18", R"({"label":"Seam qgy"})"));
    const DrawList list = drawn(scene);
    const Image image = decodePng(writePng(list, 1));
    std::vector<std::uint8_t> whole;
    drawBand(list, 1, 0, 200, whole);
    EXPECT_EQ(image.pixels, whole);
}

TEST(Png, OutsideTheDamageIsTransparent) {
    const auto scene = sceneOf(20, 20, "");
    const Image image = decodePng(writePng(buildDrawList(scene, Theme(), {{5, 5, 5, 5}}, true), 1));
    EXPECT_EQ(image.at(4, 4), 0U);
    EXPECT_EQ(image.at(5, 5), opaque | 0xf0f0f0);
    EXPECT_EQ(image.at(10, 10), 0U);
}

TEST(Png, HasALargestSize) {
    EXPECT_EQ(decodePng(writePng(drawn(sceneOf(4096, 16, "")), 1)).width, 4096);
    EXPECT_THROW(writePng(drawn(sceneOf(4097, 16, "")), 1), wxwidgets::kit::HttpError);
    EXPECT_THROW(writePng(drawn(sceneOf(2000, 16, "")), 4), wxwidgets::kit::HttpError);
    EXPECT_THROW(writePng(drawn(sceneOf(0, 16, "")), 1), wxwidgets::kit::HttpError);
}
