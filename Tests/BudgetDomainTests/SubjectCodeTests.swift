import BudgetDomain
import Testing

@Suite struct SubjectCodeTests {
  @Test(arguments: ["*", "?", "201", "20101", "2010101", "999", "9999999", "100", "1000000"])
  func printsAsItReads(text: String) throws {
    #expect(try #require(SubjectCode(text)).description == text)
  }

  @Test(arguments: [
    "", " ", "2", "20", "2010", "201010", "20101011", "012", "0101", "20a", "2010a", "**", "*1",
    "１２３", "-01", "201 ", "20101\u{301}",
  ])
  func refusesWhatIsNoCode(text: String) {
    #expect(SubjectCode(text) == nil)
  }

  /// What a malformed code column counts under: the longest code it begins with, else `?`.
  @Test(arguments: [
    ("2010", "201"), ("201010", "20101"), ("20101011", "2010101"), ("201010112345", "2010101"),
    ("20", "?"), ("", "?"), ("abc", "?"), ("0201", "?"), ("20l0101", "?"), ("**", "?"),
  ])
  func malformedCodeCountsUnderItsPrefix(text: String, code: String) {
    let reading = CodeReading(utf8: text.utf8)
    #expect(!reading.isWellFormed)
    #expect(reading.code.description == code)
  }

  @Test(arguments: [
    ("2010101", "20101"), ("20101", "201"), ("201", "*"), ("?", "*"), ("9999999", "99999"),
  ])
  func standsUnder(child: String, parent: String) {
    #expect(SubjectCode(child)?.parent == SubjectCode(parent))
  }

  @Test func nothingStandsAboveTheGrandTotal() {
    #expect(SubjectCode.all.parent == nil)
    #expect(SubjectCode.all.level.digitCount == 0)
    #expect(SubjectCode("2010101")?.category == SubjectCode("201"))
    #expect(SubjectCode.unreadable.category == .unreadable)
  }

  /// Order and covering, against prefixes of the printed text.
  @Test func coversWhatItIsAPrefixOf() throws {
    var texts = ["*", "?"]
    for category in ["200", "201", "202", "999"] {
      texts.append(category)
      for section in ["00", "01", "99"] {
        texts.append(category + section)
        for item in ["00", "01", "99"] { texts.append(category + section + item) }
      }
    }
    let codes = try texts.map { try #require(SubjectCode($0)) }
    for (outer, outerText) in zip(codes, texts) {
      for (inner, innerText) in zip(codes, texts) {
        let covers = outerText == "*" || innerText.hasPrefix(outerText)
        #expect(outer.covers(inner) == covers, "\(outerText) over \(innerText)")
        let inRange = inner.rank >= outer.rank && inner.rank < outer.subtreeEnd
        #expect(inRange == covers, "\(outerText) over \(innerText)")
      }
    }
    let sorted = codes.sorted().map(\.description)
    #expect(sorted == texts.filter { $0 != "?" }.sorted() + ["?"])
  }

  @Test func ranksTravelBack() throws {
    let code = try #require(SubjectCode("2060499"))
    #expect(SubjectCode(rank: code.rank) == code)
    #expect(SubjectCode(number: 20604, level: .section) == code.parent)
  }
}
