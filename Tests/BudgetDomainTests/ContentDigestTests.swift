import BudgetDomain
import Testing

@Suite struct ContentDigestTests {
  @Test func setsHaveNoOrder() {
    var random = SeededGenerator(seed: 1)
    let members = (0..<500).map { ContentDigest("member \($0 % 400)") }
    func digest(_ members: [ContentDigest]) -> ContentDigest {
      var digest = ContentDigest()
      for member in members { digest.add(member) }
      return digest
    }
    let first = digest(members)
    for _ in 0..<20 { #expect(digest(members.shuffled(using: &random)) == first) }
    #expect(digest(Array(members.dropLast())) != first)
    #expect(digest(members + [ContentDigest("member 0")]) != first)
  }

  @Test func sequencesHaveAnOrder() {
    var first = ContentDigest()
    first.append(UInt64(1))
    first.append(UInt64(2))
    var second = ContentDigest()
    second.append(UInt64(2))
    second.append(UInt64(1))
    #expect(first != second)
  }

  @Test func textsOfAnyLengthDiffer() {
    let alike = String(repeating: "\0", count: 40)
    let texts = (0...40).map { String(alike.prefix($0)) } + (0..<2_000).map { "text \($0)" }
    #expect(Set(texts.map { ContentDigest($0) }).count == texts.count)
  }

  @Test func isTheSameOnEveryMachine() {
    #expect(ContentDigest().description == "243f6a8885a308d313198a2e03707344")
    #expect(ContentDigest("汇总").description.utf8.count == 32)
    #expect(ContentDigest("汇总") == ContentDigest("汇" + "总"))
  }
}
