// Tests of algorithms/problems/libsvm.hpp, data.hpp and wdbc.hpp.
#include "algorithms/problems/libsvm.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <set>
#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

#include "algorithms/input_error.hpp"
#include "algorithms/problems/data.hpp"
#include "algorithms/problems/wdbc.hpp"
#include "lemmas/numbers/exact.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/property.hpp"

using namespace lemmata;

namespace {

Dataset read(const std::string& text) {
  std::istringstream in(text);
  return read_libsvm(in, "data");
}

template <class Call>
std::string refusal(Call&& call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}
std::string reading(const std::string& text) {
  return refusal([&] { read(text); });
}

std::string written(const Dataset& data) {
  std::ostringstream out;
  write_libsvm(out, data);
  return out.str();
}

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  bits.reserve(values.size());
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

/// Rows of finite doubles, any or moderate ones, in any of up to 40 columns; two rows differ, so that the reader accepts them.
Dataset any_data() {
  const bool moderate = *rc::gen::arbitrary<bool>();
  const auto number = [moderate] {
    const auto any = *rc::gen::arbitrary<std::int64_t>();
    const double value = std::bit_cast<double>(any);
    return std::isfinite(value) && !moderate ? value : std::ldexp(static_cast<double>(any % 1000000), static_cast<int>(any % 64));
  };
  const auto rows = *rc::gen::container<std::vector<std::vector<std::uint32_t>>>(
      rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 40)));
  Dataset data;
  std::uint32_t d = 1;
  const auto end_row = [&data, &number] {
    data.row_begin.push_back(data.value.size());
    data.label.push_back(number());
  };
  for (const auto& row : rows) {
    for (const std::uint32_t c : std::set<std::uint32_t>(row.begin(), row.end())) {
      data.column.push_back(c);
      data.value.push_back(number());
      d = std::max(d, c + 1);
    }
    end_row();
  }
  for (const double value : {1.0, 2.0}) {
    data.column.push_back(0);
    data.value.push_back(value);
    end_row();
  }
  data.exponent.assign(d, 0);
  return data;
}

/// `total` bytes without a line end, none of them in memory; it counts what was taken.
class EndlessLine : public std::streambuf {
 public:
  explicit EndlessLine(std::size_t total) : total_(total) {}
  std::size_t taken() const { return taken_; }

 protected:
  int_type underflow() override {
    if (taken_ >= total_) return traits_type::eof();
    taken_ += sizeof(piece_);
    std::fill(std::begin(piece_), std::end(piece_), '7');
    setg(piece_, piece_, piece_ + sizeof(piece_));
    return traits_type::to_int_type(piece_[0]);
  }

 private:
  std::size_t total_, taken_ = 0;
  char piece_[4096];
};

}  // namespace

TEST_CASE("Rows, labels and values are read as they stand") {
  const Dataset data = read("+1 1:0.5 3:-2e3\n-1.5\n0 2:+.25 3:7\n");
  CHECK(data.name == "data");
  CHECK(data.n() == 3);
  CHECK(data.dimension() == 3);
  CHECK(data.label == std::vector<double>{1, -1.5, 0});
  CHECK(data.row_begin == std::vector<std::size_t>{0, 2, 2, 4});
  CHECK(data.column == std::vector<std::uint32_t>{0, 2, 1, 2});
  CHECK(data.value == std::vector<double>{0.5, -2000, 0.25, 7});
  CHECK(data.exponent == std::vector<int>{0, 0, 0});
  CHECK(data.line == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(data.row(1).value.empty());
  CHECK(data.row(2).column[1] == 2);
  CHECK(data.row(2).value[1] == 7);
}

TEST_CASE("Blank lines, comments, tabs, CRLF and a missing last line end change nothing but line numbers") {
  const std::string plain = "1 1:2 2:3\n-1 2:5\n";
  const Dataset data = read("# a comment\r\n\r\n  1\t1:2  2:3 \t# another: 1:7\r\n   \n-1 2:5");
  CHECK(written(data) == plain);
  CHECK(digest(data) == digest(read(plain)));
  CHECK(data.line == std::vector<std::uint64_t>{3, 5});
}

TEST_CASE("A number is the double nearest to its decimals") {
  const Dataset data = read("1 1:0.1 2:1E-320 3:9007199254740993\n2 1:1.7976931348623157e308\n");
  CHECK(exact(data.value[0]) == ratio(3602879701896397, 1LL << 55));
  CHECK(data.value[1] == 2024 * std::numeric_limits<double>::denorm_min());
  CHECK(data.value[2] == 9007199254740992.0);
  CHECK(data.value[3] == std::numeric_limits<double>::max());
}

TEST_CASE("A bad label is refused with its line") {
  CHECK(reading("1 1:1\nspam 1:2\n") == "data:2: label is not a number: 'spam'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:1\n+-1 1:2\n") == "data:2: label is not a number: '+-1'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:1\n1,2 1:2\n") == "data:2: label is not a number: '1,2'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:1\n+ 1:2\n") == "data:2: label is not a number: '+'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("1:1 2:2\n") == "data:1: label is not a number: '1:1'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("0x1p3 1:1\n") == "data:1: label is not a number: '0x1p3'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("\n\nnan 1:1\n") == "data:3: label is not finite: 'nan'; a label is a finite number");
  CHECK(reading("-inf 1:1\n") == "data:1: label is not finite: '-inf'; a label is a finite number");
}

TEST_CASE("A bad value is refused with its line") {
  CHECK(reading("1 1:x\n") == "data:1: value is not a number: 'x'; a value is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:\n") == "data:1: value is not a number: ''; a value is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:2x\n") == "data:1: value is not a number: '2x'; a value is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:2:3\n") == "data:1: value is not a number: '2:3'; a value is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:NaN\n") == "data:1: value is not finite: 'NaN'; a value is a finite number");
  CHECK(reading("1 1:1 2:-Infinity\n") == "data:1: value is not finite: '-Infinity'; a value is a finite number");
  CHECK(reading("1 1:1e309\n") ==
        "data:1: value does not fit into a double: '1e309'; a value is 0 or at least 2^-1074 and below 2^1024 in size");
  CHECK(reading("1 1:1E-999\n") ==
        "data:1: value does not fit into a double: '1E-999'; a value is 0 or at least 2^-1074 and below 2^1024 in size");
}

TEST_CASE("A bad index is refused with its line") {
  CHECK(reading("1 0:1\n") == "data:1: index is too small: '0'; indices start at 1");
  CHECK(reading("1 x:1\n") == "data:1: index is not a whole number: 'x'; features are written INDEX:VALUE with indices 1, 2, …");
  CHECK(reading("1 :1\n") == "data:1: index is not a whole number: ''; features are written INDEX:VALUE with indices 1, 2, …");
  CHECK(reading("1 -1:1\n") == "data:1: index is not a whole number: '-1'; features are written INDEX:VALUE with indices 1, 2, …");
  CHECK(reading("1 1.5:1\n") == "data:1: index is not a whole number: '1.5'; features are written INDEX:VALUE with indices 1, 2, …");
  CHECK(reading("1 qid:3 1:1\n") == "data:1: index is not a whole number: 'qid'; features are written INDEX:VALUE with indices 1, 2, …");
  CHECK(reading("1 1:1 3:1 2:1\n") == "data:1: index is not in order: '2'; indices ascend within a row, and 3 came before");
  CHECK(reading("1 1:1 3:1 3:1\n") == "data:1: index is repeated: '3'; each index appears once in a row");
  CHECK(reading("1 1:1\n1 134217729:1\n") == "data:2: index is too large: '134217729'; an index is at most 134217728");
  CHECK(reading("1 99999999999999999999:1\n") == "data:1: index is too large: '99999999999999999999'; an index is at most 134217728");
}

TEST_CASE("A missing colon or trailing garbage is refused with its line") {
  CHECK(reading("1 1:1 2\n") == "data:1: colon is missing: '2'; features are written INDEX:VALUE");
  CHECK(reading("1 1:1\n-1 1:2 and so on\n") == "data:2: colon is missing: 'and'; features are written INDEX:VALUE");
  CHECK(reading("1 1 : 1\n") == "data:1: colon is missing: '1'; features are written INDEX:VALUE");
}

TEST_CASE("A file with no rows, one row, or equal rows is refused") {
  CHECK(reading("") == "data:1: too few rows: '0'; a data set has at least 2, written LABEL INDEX:VALUE …, one a line");
  CHECK(reading("# nothing\n\n") == "data:2: too few rows: '0'; a data set has at least 2, written LABEL INDEX:VALUE …, one a line");
  CHECK(reading("1 1:1 2:2\n") == "data:1: too few rows: '1'; a data set has at least 2, for one sample has no noise");
  const std::string equal = "too few different rows: '1'; features that are equal in all rows carry nothing to learn from";
  CHECK(reading("1 1:1 2:2\n-1 1:1 2:2\n1 1:1 2:2\n") == "data:3: " + equal);
  CHECK(reading("1 2:2\n-1 1:0 2:2 3:-0\n") == "data:2: " + equal);
  CHECK(reading("1\n-1\n") == "data:2: " + equal);
  CHECK(reading("1 1:1 2:2\n-1 1:1\n") == "accepted");
  CHECK(reading("1 1:1\n-1 1:1 2:2\n") == "accepted");
  CHECK(reading("1 1:1\n-1 2:1\n") == "accepted");
  CHECK(reading("1 1:1\n-1\n") == "accepted");
}

TEST_CASE("A line of 1 GB is refused before it is read") {
  EndlessLine line(std::size_t{1} << 30);
  std::istream in(&line);
  CHECK(refusal([&] { read_libsvm(in, "data"); }) ==
        "data:1: line too long: '" + std::string(60, '7') + "…'; a line has at most 16777216 bytes");
  CHECK(line.taken() < 2 * max_line_bytes);
}

TEST_CASE("The longest line that is allowed is read, and one byte more is refused") {
  std::string longest = "-1 1:1\n2 1:2\n1 1:1", longer = longest;
  longest.append(max_line_bytes - 5, ' ');
  longer.append(max_line_bytes - 4, ' ');
  for (const char* end : {"", "\n", "\n-1 1:2\n"}) {
    CHECK(reading(longest + end) == "accepted");
    CHECK(reading(longer + end).starts_with("data:3: line too long: '1 1:1  "));
  }
}

TEST_CASE("Whatever the bytes, an error is one printable line") {
  CHECK(reading(std::string("1\0 1:1\n", 7)) == "data:1: label is not a number: '1\\x00'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("\xEF\xBB\xBF+1 1:1\n") ==
        "data:1: label is not a number: '\\xef\\xbb\\xbf+1'; a label is a decimal number such as -1 or 0.25");
  CHECK(reading("1 1:1\r2\n") == "data:1: value is not a number: '1\\x0d2'; a value is a decimal number such as -1 or 0.25");
  CHECK(InputError({"two\nlines", 3}, "wrong", "v", "right").what() == std::string("two?lines:3: wrong: 'v'; right"));
}

TEST_CASE("A missing file and a directory are refused by name") {
  const std::filesystem::path directory = std::filesystem::temp_directory_path();
  CHECK(refusal([] { read_libsvm(std::filesystem::path("no/such.libsvm")); }) ==
        "no/such.libsvm: cannot be opened: 'No such file or directory'; give a file in LIBSVM format");
  CHECK(refusal([&] { read_libsvm(directory); }) ==
        directory.string() + ": cannot be opened: 'Is a directory'; give a file in LIBSVM format");
}

TEST_CASE("A stream that fails in the middle is refused, and what came before is not taken for the whole") {
  class Failing : public std::streambuf {
   public:
    Failing() { setg(text_, text_, text_ + 14); }

   protected:
    int_type underflow() override { throw std::runtime_error("the disk is gone"); }

   private:
    char text_[15] = "1 1:1\n-1 1:2\n";
  } failing;
  std::istream in(&failing);
  CHECK(refusal([&] { read_libsvm(in, "data"); }) ==
        "data: cannot be read to its end: 'input/output error'; check the disk or the pipe it comes from");
}

TEST_CASE("A file is read like a stream and named by its path") {
  const auto file = std::filesystem::temp_directory_path() / ("lemmata-libsvm-test-" + std::to_string(std::random_device{}()));
  std::string text;
  for (int i = 1; i <= 50000; ++i) text += std::to_string(i) + " 1:" + std::to_string(-i) + " 7:0.125\n";  // many times the read buffer
  std::ofstream(file, std::ios::binary) << text;
  const Dataset data = read_libsvm(file);
  std::filesystem::remove(file);
  CHECK(data.name == file.string());
  REQUIRE(data.n() == 50000);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < data.n(); ++i) {
    const double number = static_cast<double>(i + 1);
    wrong += data.label[i] != number || data.value[2 * i] != -number || data.value[2 * i + 1] != 0.125 || data.line[i] != i + 1;
  }
  CHECK(wrong == 0);
  CHECK(digest(data) == digest(read(text)));
}

TEST_CASE("Reading is the inverse of writing") {
  property("bit for bit, whatever the finite doubles", [] {
    const Dataset data = any_data();
    const Dataset again = read(written(data));
    RC_ASSERT(again.row_begin == data.row_begin);
    RC_ASSERT(again.column == data.column);
    RC_ASSERT(bits(again.value) == bits(data.value));
    RC_ASSERT(bits(again.label) == bits(data.label));
    RC_ASSERT(again.dimension() == data.dimension());
    RC_ASSERT(digest(again) == digest(data));
  });
  property("any text is read or refused in one line that names the file", [] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('1', '2', '0', ':', ' ', '\n', '.', '-', '+', 'e', '#', '\r', '\t', 'n', '\xff'));
    const std::string message = reading(text);
    RC_ASSERT(message == "accepted" || message.starts_with("data:"));
    for (const char c : message) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20);
    if (message != "accepted") return;
    const Dataset data = read(text);
    RC_ASSERT(data.row_begin.size() == data.n() + 1);
    RC_ASSERT(data.row_begin.back() == data.value.size());
    for (const double value : data.value) RC_ASSERT(std::isfinite(value));
    for (std::size_t i = 0; i < data.n(); ++i) {
      const auto column = data.row(i).column;
      for (std::size_t k = 0; k < column.size(); ++k) RC_ASSERT(column[k] < data.dimension() && (k == 0 || column[k - 1] < column[k]));
    }
  });
}

TEST_CASE("Exactly two labels become −1 and +1") {
  CHECK(two_classes(read("0 1:1\n1 1:2\n0 1:3\n")).label == std::vector<double>{-1, 1, -1});
  CHECK(two_classes(read("2 1:1\n1 1:2\n")).label == std::vector<double>{1, -1});
  CHECK(two_classes(read("-1 1:1\n+1 1:2\n")).label == std::vector<double>{-1, 1});
  CHECK(two_classes(read("0 1:1\n-0 1:2\n-3 1:2\n")).label == std::vector<double>{1, 1, -1});
  CHECK(refusal([] { two_classes(read("1 1:1\n\n2 1:2\n2 1:2\n3 1:3\n4 1:4\n")); }) ==
        "data:5: a third label: '3'; two classes have exactly two distinct labels, and 1 and 2 came before");
  CHECK(refusal([] { two_classes(read("1 1:1\n# one class\n1 1:2\n")); }) ==
        "data:3: only one label in all rows: '1'; two classes have exactly two distinct labels");
}

TEST_CASE("Scaling is exact, and the largest size of every feature ends above 1/2 and at most at 1") {
  const Dataset two = scaled(read("1 1:3 2:0.5 3:-1 4:0 5:0.1\n2 1:-5 2:0.25 3:0.5 4:0\n"));
  CHECK(two.exponent == std::vector<int>{-3, 1, 0, 0, 3});
  CHECK(two.value == std::vector<double>{0.375, 1, -1, 0, 0.8, -0.625, 0.5, 0.5, 0});

  property("in rationals; what is refused has no exact scaling; scaling twice is scaling once", [] {
    const Dataset given = any_data();
    std::vector<Exact> largest(given.dimension(), Exact(0)), factor(given.dimension(), Exact(1));
    for (std::size_t k = 0; k < given.value.size(); ++k) {
      const std::uint32_t c = given.column[k];
      if (abs(exact(given.value[k])) <= largest[c]) continue;
      largest[c] = abs(exact(given.value[k]));
      const int e = std::ilogb(given.value[k]);  // 2^e ≤ largest < 2^(e+1)
      factor[c] = power_of_two(largest[c] == power_of_two(e) ? -e : -e - 1);
    }
    bool doubles = true;  // every scaled value, at most 1, is a multiple of 2^−1074
    for (std::size_t k = 0; k < given.value.size(); ++k)
      doubles = doubles && denominator(exact(given.value[k]) * factor[given.column[k]] * power_of_two(1074)) == 1;

    RC_ASSERT((refusal([&] { scaled(given); }) == "accepted") == doubles);
    if (!doubles) return;
    const Dataset data = scaled(given);
    for (std::size_t k = 0; k < given.value.size(); ++k) {
      const std::uint32_t c = given.column[k];
      RC_ASSERT(exact(data.value[k]) == exact(given.value[k]) * factor[c]);
      RC_ASSERT(factor[c] == power_of_two(data.exponent[c]));
    }
    for (std::size_t c = 0; c < largest.size(); ++c)
      RC_ASSERT(largest[c] == 0 || (largest[c] * factor[c] > ratio(1, 2) && largest[c] * factor[c] <= 1));
    RC_ASSERT(digest(scaled(data)) == digest(data));
  });
}

TEST_CASE("A feature that would lose digits by scaling is refused, and one that just fits is not") {
  const double last_place = std::numeric_limits<double>::denorm_min();  // 2^−1074
  Dataset data = read("1 1:1 2:2\n2 1:1 2:1\n");
  data.value = {1, 2, last_place, 2 * last_place};
  CHECK(scaled(data).value == std::vector<double>{1, 1, last_place, last_place});
  data.value = {1, 2, 1, 3 * last_place};
  CHECK(
      refusal([&] { scaled(data); }) ==
      "data:2: feature 2 cannot be scaled without rounding: '1.5e-323'; beside its largest value 2 a nonzero value must not be that small");
  data.value = {std::numeric_limits<double>::max(), last_place, 1, 3 * last_place};
  const Dataset extreme = scaled(data);
  CHECK(extreme.exponent == std::vector<int>{-1024, 1072});
  CHECK(extreme.value[3] == 0.75);
}

TEST_CASE("The digest is that of the content, not of where it stands") {
  const Dataset data = read("1 1:2\n2 1:3 2:4\n");
  Dataset other = read("# moved\n1 1:2\n2 1:3 2:4\n");
  other.name = "renamed";
  CHECK(digest(other) == digest(data));
  std::set<std::uint64_t> digests = {digest(data)};
  for (const char* changed : {"1 1:2\n2 1:3 2:5\n", "1 1:2\n2 1:3 3:4\n", "1 1:2\n3 1:3 2:4\n", "1 1:2 2:4\n2 1:3\n",
                              "1 1:2 2:0\n2 1:3 2:4\n", "2 1:3 2:4\n1 1:2\n"})
    digests.insert(digest(read(changed)));
  digests.insert(digest(scaled(data)));
  CHECK(digests.size() == 8);
}

TEST_CASE("The embedded data set is the published one, scaled") {
  const Dataset& data = wdbc();
  CHECK(data.name == "wdbc");
  CHECK(data.n() == 569);
  CHECK(data.dimension() == 30);
  CHECK(data.value.size() == 569 * 30 - 78);  // 78 measurements are 0
  CHECK(std::count(data.label.begin(), data.label.end(), 1.0) == 212);
  CHECK(std::count(data.label.begin(), data.label.end(), -1.0) == 357);
  CHECK(exact(data.value[0]) == exact(17.99) / 32);
  CHECK(data.exponent[0] == -5);
  CHECK(digest(data) == 0x1d77202f77afeaa6);  // computed from the file by other means
  CHECK(&wdbc() == &data);
}
