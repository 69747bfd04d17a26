import BudgetDomain

/// Slips in functional codes; amounts stay right, and so do all totals but those of a lost 款.
extension Book {
  /// Project rows that are the only printed row of their item.
  private var loneRows: [Int] {
    lines.indices.filter { index in
      guard lines[index].section == .functional, lines[index].kind == .project,
        let code = lines[index].functionalCode, code.utf8.count == 7
      else { return false }
      return lines.count { $0.section == .functional && $0.functionalCode == code } == 1
    }
  }

  /// An item that no list holds, in the same 款.
  mutating func useUnknownCode() -> SlipPlace? {
    guard let index = loneRows.first, let code = lines[index].functionalCode else { return nil }
    return recode(index, as: code.prefix(5) + "88", detail: "科目编码不存在")
  }

  /// A code that the list of this year no longer holds, in the same 款 or 类.
  mutating func useCodeOfAnotherYear() -> SlipPlace? {
    guard header.year >= 2020 else { return nil }
    let index = lines.indices.first {
      lines[$0].section == .functional && ["2080501", "2080502"].contains(lines[$0].functionalCode)
    }
    guard let index else { return nil }
    return recode(index, as: "2080504", detail: "该科目2020年起停用")
  }

  /// Four digits where no other row begins with them.
  mutating func cutCode() -> SlipPlace? {
    let index = loneRows.first { index in
      let stem = (lines[index].functionalCode ?? "").prefix(4)
      let sameStem = lines.count { ($0.functionalCode ?? "").hasPrefix(stem) && $0.kind != nil }
      return sameStem == lines.count { $0.functionalCode == lines[index].functionalCode }
    }
    guard let index, let code = lines[index].functionalCode else { return nil }
    return recode(index, as: code.prefix(4), detail: "科目编码只有4位")
  }

  mutating func lengthenCode() -> SlipPlace? {
    guard let index = loneRows.first, let code = lines[index].functionalCode else { return nil }
    return recode(index, as: code + "0", detail: "科目编码多出1位")
  }

  private mutating func recode(
    _ index: Int, as code: some StringProtocol, detail: String
  ) -> SlipPlace? {
    let old = lines[index].functionalCode ?? ""
    lines[index].functionalCode = String(code)
    return SlipPlace(
      section: .functional, lineNumber: lines[index].number,
      detail: "\(detail):应为\(old),写作\(code)")
  }
}
