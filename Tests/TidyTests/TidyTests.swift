import Testing

/// The style of the house as tests: each rule holds for the whole tree, and each can be broken.
@Suite struct TidyTests {
  @Test(arguments: TidyCheck.all)
  func holdsEverywhere(_ check: TidyCheck) {
    let findings = check.findings(in: SourceTree.files)
    #expect(findings.isEmpty, "\(report(findings))")
  }

  @Test(arguments: TidyCheck.all)
  func seesTheSlip(_ check: TidyCheck) {
    #expect(!check.findings(in: [check.slip]).isEmpty)
    #expect(check.findings(in: [check.fine]).isEmpty)
  }
}

/// One finding a line, for the message of a failed expectation.
func report(_ findings: [Finding]) -> String {
  findings.map { "\n  \($0)" }.joined()
}
