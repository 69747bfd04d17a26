import BudgetDomain
import BudgetRules
import Foundation
import Testing

/// The examples of `deploy/guide/formulas.md`.
@Suite struct FormulaGuideTests {
  private let text: String

  init() throws {
    let path = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    text = try String(contentsOfFile: path + "/deploy/guide/formulas.md", encoding: .utf8)
  }

  private func lines(_ kind: String) -> [String] {
    text.components(separatedBy: "\n```\(kind)\n").dropFirst().flatMap { part in
      part.components(separatedBy: "\n```")[0].split(separator: "\n").map(String.init)
    }
  }

  @Test func everyFormulaCanBeRead() throws {
    let formulas = lines("formula")
    #expect(formulas.count > 25)
    for formula in formulas {
      #expect(throws: Never.self, "\(formula)") { try Formula(formula) }
    }
    #expect(formulas.flatMap(defects) == [])
    // The same in Chinese, in English and with the signs of a Chinese keyboard.
    let first = try formulas.prefix(3).map { try Formula($0) }
    #expect(Set(first).count == 1)
  }

  /// What a bureau would be told of the formula, were it the only one.
  private func defects(of formula: String) -> [String] {
    func list(_ codes: String) -> SubjectList {
      SubjectList(
        codes.split(separator: " ").map { code in
          SubjectRow(
            fund: nil, code: SubjectCode(String(code)) ?? .all,
            validity: Validity(from: 2007, to: nil), name: "")
        })
    }
    let surroundings = FormulaReview.Surroundings(
      functional: list("201 205"), economic: list("302 307 310 399 30215 30216"),
      unitTypes: [], years: [2022, 2023])
    let row = FormulaRow(
      code: RuleCode("B001"), validity: Validity(from: 2007, to: nil), title: "", severity: .error,
      scope: "*", formula: formula, note: nil)
    return FormulaReview([row], in: surroundings).defects.map {
      "\(formula): \($0.message.english)"
    }
  }

  @Test func noWrongOneCanBeRead() {
    let formulas = lines("wrong")
    #expect(formulas.count >= 5)
    for formula in formulas {
      #expect(throws: FormulaError.self, "\(formula)") { try Formula(formula) }
    }
  }

  @Test func everyScopeCanBeRead() throws {
    let scopes = try lines("scope").map { try FormulaScope($0) }
    #expect(scopes.count >= 4)
    #expect(Set(scopes).count == scopes.count)
  }

  /// Formulas in the text, too, apart from patterns such as those with a bracket of their own.
  @Test func formulasWithinTheTextCanBeRead() throws {
    let cells = text.matches(of: /\| `([^`|]+ (?:<=|>=|=) [^`|]+)` \|/).map { String($0.1) }
    #expect(cells.count >= 3)
    for cell in cells { #expect(throws: Never.self, "\(cell)") { try Formula(cell) } }
  }
}
