import BudgetReport
import Testing

@Suite struct LanguageTests {
  @Test(
    arguments: [
      ([:], .chinese), (["LANG": "en_US.UTF-8"], .english), (["LANG": "C.UTF-8"], .chinese),
      (["LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"], .chinese),
      (["LANG": "zh_CN.UTF-8", "HUIZONG_LANG": "en"], .english),
      (["LC_ALL": "C", "LANG": "en_GB"], .english),
    ] as [([String: String], Language)])
  func followsTheEnvironment(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }
}
