import BudgetDomain

extension CausePage {
  /// Slips that want a book of their own.
  static let small = [
    CausePage(
      slip: "a row in 万元 in a book in yuan", misprints: [("2010101", "59.13")],
      book: """
        yuan
        * : - - 888731.47
        20101 : - - 888731.47
        2010101 basic : - - 591287.19
        2010102 project : - - 297444.28
        """, cause: .unitScale, finding: "T010 error 2010101", suggests: "应为 591287.19 元"),
    CausePage(
      slip: "a row about as large as the gap, in no other unit",
      misprints: [("economic 30202", "1.72")],
      book: """
        economic 302 basic : - - 12.72
        economic 30201 basic : - - 11.00
        economic 30202 basic : - - 1.15
        economic 30203 basic : - - 0.57
        """, cause: nil, finding: "T010 error 302", suggests: "第3行 30202 基本支出 决算数应在"),
    CausePage(
      slip: "the only row of its subject", misprints: [("2010101", "311.85")],
      book: """
        yuan
        * : - - 942.56
        201 : - - 311.25
        20101 : - - 311.25
        2010101 basic : - - 311.25
        208 : - - 631.31
        2080501 basic : - - 631.31
        """, cause: .digitChanged, finding: "T010 error 2010101", suggests: "应为 311.25 元"),
    CausePage(
      slip: "a sum of figures with one of them twice", misprints: [("procurement.total", "8.90")],
      book: """
        formula X1 政府采购.合计 = 政府采购.货物 + 政府采购.工程 + 政府采购.服务
        yuan
        procurement.total = 6.79
        procurement.goods = 1.23
        procurement.works = 2.11
        procurement.services = 3.45
        """, cause: .componentDoubled, finding: "X1 error procurement.total",
      suggests: "应为 6.79 元"),
    CausePage(
      slip: "a project of a complete list", misprints: [("project P2", "543.50")],
      book: """
        yuan
        * project : 947.25 947.25 947.25
        2010102 project : 947.25 947.25 947.25
        project P1 : 412.75 412.75 412.75
        project P2 : 534.50 534.50 534.50
        """, cause: .digitsSwapped, finding: "T050 error P2", suggests: "应为 534.50 元"),
  ]
}
