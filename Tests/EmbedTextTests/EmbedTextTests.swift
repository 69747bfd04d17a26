import Foundation
import Testing

@testable import EmbedText

@Suite struct EmbedTextTests {
  @Test func textStandsAsItIs() throws {
    let constant = try EmbedText.constant(named: "0001_a-b.sql", Data("SELECT \\(1) '汇总'\n".utf8))
    #expect(
      constant == """
          static let _001_a_b_sql: [UInt8] = Array(#\"""
        SELECT \\(1) '汇总'

        \"""#.utf8)
        """)
  }

  /// Whatever ends a literal, or begins an interpolation, takes as many hashes as stand around it.
  @Test func nothingInTheTextEndsIt() throws {
    let constant = try EmbedText.constant(named: "a", Data("\"\"\"## \\##(x)".utf8))
    #expect(constant.hasPrefix("  static let a: [UInt8] = Array(###\"\"\"\n"))
    #expect(constant.hasSuffix("\n\"\"\"###.utf8)"))
  }

  @Test(arguments: [Data([0x61, 0xFF]), Data("a\r\nb".utf8), Data([0xEF, 0xBB, 0xBF, 0x61])])
  func otherBytesThanWereThereAreRefused(contents: Data) {
    #expect(throws: Refusal.self) { try EmbedText.constant(named: "a.csv", contents) }
  }
}
