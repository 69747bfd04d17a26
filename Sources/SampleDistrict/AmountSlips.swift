import BudgetDomain

/// Slips in amounts.
extension Book {
  /// Functional project rows that hold money, with more than one digit of it.
  private var projectRows: [Int] {
    lines.indices.filter {
      lines[$0].section == .functional && lines[$0].kind == .project
        && lines[$0].functionalCode != "*" && lines[$0].amounts.actual?.unscaled ?? 0 > 999
    }
  }

  /// 万元 read as 元: one row ten thousand times too large.
  mutating func scaleOneProject() -> SlipPlace? {
    guard header.style.unit == .wanYuan, let index = projectRows.first else { return nil }
    return change(index, detail: "金额单位混淆") {
      PrintedNumber($0.unscaled * 10_000, decimals: $0.decimals)
    }
  }

  mutating func turnSign() -> SlipPlace? {
    guard let index = projectRows.last else { return nil }
    return change(index, detail: "正负号相反") {
      PrintedNumber(-$0.unscaled, decimals: $0.decimals)
    }
  }

  /// A thousandth of a yuan: no whole number of fen.
  mutating func splitFen() -> SlipPlace? {
    guard header.style == .yuan, let index = projectRows.first else { return nil }
    return change(index, detail: "金额不是整分") {
      PrintedNumber($0.unscaled * 10 + 5, decimals: $0.decimals + 1)
    }
  }

  /// Two neighbouring digits of a class total change places.
  mutating func swapDigitsOfClassTotal() -> SlipPlace? {
    let index = lines.indices.last {
      lines[$0].section == .functional && lines[$0].kind == nil
        && lines[$0].functionalCode?.utf8.count == 3
    }
    guard let index, let actual = lines[index].amounts.actual else { return nil }
    // The hundredfold of the last digit and above: far outside any rounding.
    let (high, low) = actual.unscaled.quotientAndRemainder(dividingBy: 10_000)
    let (thousands, hundreds) = (low / 1000, low / 100 % 10)
    guard high > 0, thousands != hundreds else { return nil }
    let swapped = high * 10_000 + hundreds * 1000 + thousands * 100 + low % 100
    return change(index, detail: "类级合计相邻两位数字颠倒") {
      PrintedNumber(swapped, decimals: $0.decimals)
    }
  }

  /// A row that its totals count is not there; its 款 keeps another row, or the total would be
  /// the only amount and nobody could tell.
  mutating func loseOneRow() -> SlipPlace? {
    let lost = projectRows.last { index in
      let code = lines[index].functionalCode ?? ""
      let isAlone = lines.count { $0.section == .functional && $0.functionalCode == code } == 1
      let others = lines.filter {
        $0.section == .functional && $0.kind != nil
          && ($0.functionalCode ?? "").hasPrefix(code.prefix(5))
      }
      return code.utf8.count == 7 && isAlone && others.count > 1
    }
    guard let lost, let code = lines[lost].functionalCode else { return nil }
    let total = lines.first { $0.functionalCode == String(code.prefix(5)) && $0.kind == nil }
    lines.remove(at: lost)
    return SlipPlace(
      section: .functional, lineNumber: total?.number, detail: "合计数包含未列出的\(code)一行")
  }

  private mutating func change(
    _ index: Int, detail: String, _ rewrite: (PrintedNumber) -> PrintedNumber
  ) -> SlipPlace? {
    guard let right = lines[index].amounts.actual else { return nil }
    let wrong = rewrite(right)
    lines[index].amounts.actual = wrong
    return SlipPlace(
      section: lines[index].section, lineNumber: lines[index].number,
      detail: "\(detail):应为\(right),写作\(wrong)")
  }
}
