extension TidyCheck {
  /// No way around the compiler, and none around a test.
  static let safety = [
    TidyCheck(
      "Nothing is unwrapped or cast by force", covers: swift(),
      slip: swiftSource("let a = b" + "! + c[0]"),
      fine: swiftSource("let a = !b && c != d && e(\"f!\") // g!")
    ) { file in
      file.code.filter { holdsForce($0.text) }.map {
        Finding(path: file.path, line: $0.line, message: "unwraps or casts by force")
      }
    },
    word(
      "No error ends the process", banned: ["fatalError"],
      covers: swift(), slip: "fatalError" + "(\"no\")", fine: "precondition(isOpen, \"open\")"),
    word(
      "No test is switched off",
      banned: ["XCTSk" + "ip", ".disabled", "withKnownIssue"], covers: swift(),
      slip: "@Test(.disabled" + "(\"slow\"))", fine: "@Test(.serialized) // .disabled"),
    word(
      "Only the commands print", banned: ["print", "debugPrint", "dump"],
      covers: swift(except: ["Sources/huizong/"]),
      slip: "print(total)", fine: "let print = printed(\"print\")", followedBy: "("),
  ]

  /// A check that the code, without comments and literals, holds none of some words.
  static func word(
    _ rule: String, banned words: [String], covers: @escaping @Sendable (String) -> Bool,
    slip: String, fine: String, followedBy: String = ""
  ) -> TidyCheck {
    TidyCheck(rule, covers: covers, slip: swiftSource(slip), fine: swiftSource(fine)) { file in
      lines(\.code, of: file, holding: words.map { $0 + followedBy })
    }
  }

  /// A source where the rules are strictest.
  static func swiftSource(_ text: String) -> SourceFile {
    SourceFile(path: "Sources/BudgetDomain/A.swift", text: text)
  }

  /// An exclamation mark right after an operand or keyword, unless it begins `!=`.
  private static func holdsForce(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    return bytes.indices.dropFirst().contains { index in
      bytes[index] == UInt8(ascii: "!")
        && (bytes[index - 1].isOfWord || ")]}>?\"`".utf8.contains(bytes[index - 1]))
        && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "="))
    }
  }
}
