import Testing

/// One rule of the house: where it applies, how a breach is found, and the proof that it is found.
struct TidyCheck: Sendable, CustomTestStringConvertible {
  /// The rule as a sentence; the name of the test.
  let rule: String
  /// Whether the rule applies to the file at a path.
  let covers: @Sendable (String) -> Bool
  /// A file that breaks the rule.
  let slip: SourceFile
  /// A file that comes close and keeps it.
  let fine: SourceFile
  /// The breaches in one file.
  let breaches: @Sendable (SourceFile) -> [Finding]

  var testDescription: String { rule }

  init(
    _ rule: String, covers: @escaping @Sendable (String) -> Bool,
    slip: SourceFile, fine: SourceFile, breaches: @escaping @Sendable (SourceFile) -> [Finding]
  ) {
    self.rule = rule
    self.covers = covers
    self.slip = slip
    self.fine = fine
    self.breaches = breaches
  }

  /// The breaches in those of `files` that the rule covers.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.filter { covers($0.path) }.flatMap(breaches)
  }
}

extension TidyCheck {
  /// Every check that reads one file at a time.
  static let all = sizes + names + safety + places + texts
}

/// The Swift files below any of some folders, except those below others.
func swift(
  in folders: [String] = ["Sources", "Tests"], except exceptions: [String] = []
) -> @Sendable (String) -> Bool {
  { path in
    path.hasSuffix(".swift") && folders.contains { path.hasPrefix($0) }
      && !exceptions.contains { path.hasPrefix($0) }
  }
}

/// The lines among `lines` of a file that hold one of some words.
func lines(
  _ lines: KeyPath<SourceFile, [SourceText]>, of file: SourceFile, holding words: [String]
) -> [Finding] {
  let present = words.filter { file.text.contains($0) }
  guard !present.isEmpty else { return [] }
  return file[keyPath: lines].flatMap { line in
    present.filter { line.text.holds(word: $0) }.map {
      Finding(path: file.path, line: line.line, message: "holds \($0)")
    }
  }
}
