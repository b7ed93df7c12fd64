#include "xml-reader.hpp"

#include <expat.h>

#include <memory>

namespace wxwidgets::xrc {

namespace {

class Reader {
public:
    Reader(const XmlLimits &limits, Element &root, Problems &problems)
        : parser_(XML_ParserCreate(nullptr), XML_ParserFree), limits_(limits), root_(root), problems_(problems) {
        if (!parser_) throw std::bad_alloc();
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &Reader::start, &Reader::end);
        XML_SetCharacterDataHandler(parser_.get(), &Reader::characters);
        // Entities are declared in a document type alone: without one there is nothing to blow up.
        XML_SetStartDoctypeDeclHandler(parser_.get(), &Reader::doctype);
    }

    bool read(std::string_view text) {
        if (XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK) return true;
        const XML_Error error = XML_GetErrorCode(parser_.get());
        if (error != XML_ERROR_ABORTED) problems_.error(here(), "bad-xml", XML_ErrorString(error));
        return false;
    }

private:
    Place here() const {
        return {static_cast<int>(XML_GetCurrentLineNumber(parser_.get())), static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1};
    }

    void refuse(const char *code, const std::string &message) {
        problems_.error(here(), code, message);
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    static void XMLCALL doctype(void *self, const XML_Char *, const XML_Char *, const XML_Char *, int) {
        static_cast<Reader *>(self)->refuse("doctype", "a document type is not allowed in a resource");
    }

    static void XMLCALL start(void *self, const XML_Char *name, const XML_Char **attributes) {
        static_cast<Reader *>(self)->open(name, attributes);
    }

    static void XMLCALL end(void *self, const XML_Char *) { static_cast<Reader *>(self)->close(); }

    static void XMLCALL characters(void *self, const XML_Char *text, int length) {
        Reader &reader = *static_cast<Reader *>(self);
        if (!reader.open_.empty()) reader.open_.back()->text.append(text, static_cast<std::size_t>(length));
    }

    void open(const XML_Char *name, const XML_Char **attributes) {
        if (isStopped_) return;
        if (open_.size() >= limits_.depth || ++count_ > limits_.elements) {
            isStopped_ = true;
            const bool isDeep = open_.size() >= limits_.depth;
            return refuse(isDeep ? "too-deep" : "too-many", isDeep ? "nested deeper than " + std::to_string(limits_.depth) + " elements" : "more than " + std::to_string(limits_.elements) + " elements");
        }
        // An element that is open is the last of its parent, so its address holds until it is closed.
        Element *element = &root_;
        if (!open_.empty()) element = &open_.back()->children.emplace_back();
        element->name = name;
        element->place = here();
        for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
            if (i / 2 >= limits_.attributes) {
                isStopped_ = true;
                return refuse("too-many", "more than " + std::to_string(limits_.attributes) + " attributes");
            }
            element->attributes.emplace_back(attributes[i], attributes[i + 1]);
        }
        open_.push_back(element);
    }

    void close() {
        if (isStopped_ || open_.empty()) return;
        std::string &text = open_.back()->text;
        const char *blanks = " \t\r\n";
        const std::size_t first = text.find_first_not_of(blanks);
        if (first == std::string::npos) text.clear();
        else text = text.substr(first, text.find_last_not_of(blanks) - first + 1);
        open_.pop_back();
    }

    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
    const XmlLimits &limits_;
    Element &root_;
    Problems &problems_;
    std::vector<Element *> open_;
    std::size_t count_ = 0;
    bool isStopped_ = false;
};

} // namespace

const std::string *Element::attribute(std::string_view wanted) const {
    for (const auto &entry : attributes) {
        if (entry.first == wanted) return &entry.second;
    }
    return nullptr;
}

const Element *Element::child(std::string_view wanted) const {
    for (const Element &element : children) {
        if (element.name == wanted) return &element;
    }
    return nullptr;
}

bool readXml(std::string_view text, const XmlLimits &limits, Element &root, Problems &problems) {
    return Reader(limits, root, problems).read(text);
}

} // namespace wxwidgets::xrc
