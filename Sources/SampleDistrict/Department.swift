/// The peer group of a unit.
enum UnitType: String {
  case administration = "行政"
  /// Institutions managed like the civil service.
  case civilServiceLike = "参公"
  case institution = "事业"
}

/// A unit below a department's own, as the district's founders drew it.
struct Subordinate {
  let name: String
  let type: UnitType
  /// The subject of its running costs.
  let basicCode: String
  /// Third-level units; where there are any, the subordinate is a group with a unit of its own.
  var members: [String] = []
}

/// A 主管部门 and what stands below it; without subordinates it is a single unit.
struct Department {
  let name: String
  let basicCode: String
  let projectCodes: [String]
  /// A subject of the fund budget, or of the state capital budget.
  var fundCode: String?
  var subordinates: [Subordinate] = []
}

extension Department {
  /// The departments by name, in the order of the unit codes.
  static let named: [Department] =
    [
      Department(
        name: "财政局", basicCode: "2010601",
        projectCodes: ["2010602", "2010604", "2010605", "2010607", "2010608"],
        subordinates: [
          Subordinate(name: "国库支付中心", type: .civilServiceLike, basicCode: "2010601"),
          Subordinate(name: "财政评审中心", type: .civilServiceLike, basicCode: "2010601"),
          Subordinate(name: "会计服务中心", type: .civilServiceLike, basicCode: "2010601"),
        ]),
      Department(name: "组织部", basicCode: "2010301", projectCodes: ["2013202", "2010302"]),
      Department(
        name: "教育局", basicCode: "2059999", projectCodes: ["2059999", "2060702"],
        subordinates: [
          Subordinate(
            name: "第一教育集团", type: .institution, basicCode: "2059999",
            members: ["第一小学", "第二小学", "第一中学"]),
          Subordinate(name: "第三小学", type: .institution, basicCode: "2059999"),
          Subordinate(name: "第二中学", type: .institution, basicCode: "2059999"),
          Subordinate(name: "中心幼儿园", type: .institution, basicCode: "2059999"),
          Subordinate(name: "教师进修学校", type: .institution, basicCode: "2059999"),
        ]),
      Department(
        name: "文化和旅游局", basicCode: "2070101",
        projectCodes: ["2070108", "2070110", "2070111", "2070112", "2070308", "2079903"],
        fundCode: "2070904",
        subordinates: [
          Subordinate(name: "图书馆", type: .institution, basicCode: "2070104"),
          Subordinate(name: "博物馆", type: .institution, basicCode: "2070105"),
          Subordinate(name: "文化馆", type: .institution, basicCode: "2070109"),
          Subordinate(name: "旅游服务中心", type: .institution, basicCode: "2070114"),
        ]),
      Department(name: "宣传部", basicCode: "2010301", projectCodes: ["2013302", "2079999"]),
      Department(
        name: "司法局", basicCode: "2040601",
        projectCodes: ["2040604", "2040605", "2040607", "2040613", "2040699", "2049999"],
        subordinates: [
          Subordinate(name: "法律援助中心", type: .civilServiceLike, basicCode: "2040601"),
          Subordinate(
            name: "基层司法所管理处", type: .administration, basicCode: "2040601",
            members: ["城关司法所", "河东司法所"]),
        ]),
    ]
    + socialDepartments + cityDepartments

  private static let socialDepartments: [Department] = [
    Department(
      name: "民政局", basicCode: "2089999",
      projectCodes: ["2080206", "2080705", "2082501", "2089999"], fundCode: "2296011",
      subordinates: [
        Subordinate(name: "社会福利院", type: .institution, basicCode: "2081005"),
        Subordinate(name: "救助管理站", type: .institution, basicCode: "2089999"),
      ]),
    Department(name: "红十字会", basicCode: "2010301", projectCodes: ["2081602", "2089999"]),
    Department(
      name: "卫生健康局", basicCode: "2109999", projectCodes: ["2100717", "2109999", "2080801"],
      subordinates: [
        Subordinate(name: "疾病预防控制中心", type: .institution, basicCode: "2109999"),
        Subordinate(name: "妇幼保健院", type: .institution, basicCode: "2109999"),
        Subordinate(
          name: "医疗共同体", type: .institution, basicCode: "2109999",
          members: ["城关卫生院", "河东卫生院", "南山卫生院", "北岭卫生院"]),
      ]),
    Department(name: "妇女联合会", basicCode: "2010301", projectCodes: ["2012902", "2060702"]),
  ]

  private static let cityDepartments: [Department] = [
    Department(
      name: "城市管理局", basicCode: "2120101", projectCodes: ["2120102", "2120104", "2129999"],
      fundCode: "2121999",
      subordinates: [
        Subordinate(name: "环境卫生管理所", type: .institution, basicCode: "2120501"),
        Subordinate(name: "执法大队", type: .civilServiceLike, basicCode: "2120104"),
        Subordinate(name: "园林管理所", type: .institution, basicCode: "2120199"),
      ]),
    Department(
      name: "住房和城乡建设局", basicCode: "2120101",
      projectCodes: ["2120201", "2120399", "2210399"], fundCode: "2121999",
      subordinates: [
        Subordinate(name: "规划服务中心", type: .institution, basicCode: "2120201"),
        Subordinate(name: "房产管理所", type: .institution, basicCode: "2120199"),
      ]),
    Department(
      name: "自然资源局", basicCode: "2200199", projectCodes: ["2200199", "2120201"],
      subordinates: [
        Subordinate(name: "土地储备中心", type: .institution, basicCode: "2200150"),
        Subordinate(name: "不动产登记中心", type: .institution, basicCode: "2200150"),
      ]),
    Department(
      name: "商务局", basicCode: "2011301",
      projectCodes: ["2011302", "2011399", "2150899", "2169999"],
      fundCode: SubjectMenu.stateCapital,
      subordinates: [
        Subordinate(name: "招商服务中心", type: .institution, basicCode: "2011350")
      ]),
    Department(
      name: "政府办公室", basicCode: "2010301", projectCodes: ["2010302", "2010399"],
      subordinates: [
        Subordinate(name: "机关事务服务中心", type: .institution, basicCode: "2010350"),
        Subordinate(name: "政务信息中心", type: .institution, basicCode: "2010350"),
      ]),
    Department(name: "市场监督管理局", basicCode: "2010301", projectCodes: ["2013802", "2010399"]),
    Department(
      name: "统计局", basicCode: "2010301", projectCodes: ["2010506", "2010507", "2010302"]),
  ]

  /// The streets and towns that fill a district of any size; `number` counts from 1.
  static func street(_ number: Int) -> Department {
    let names = [
      "东城", "西城", "南湖", "北岭", "河东", "河西", "城关", "新桥", "柳林", "石塘", "青山",
      "白沙",
    ]
    let name = number <= names.count ? names[number - 1] : "第\(number)"
    return Department(
      name: "\(name)街道办事处", basicCode: "2010301",
      projectCodes: ["2010302", "2080705", "2082501", "2120501", "2120399", "2070108"],
      fundCode: "2296011",
      subordinates: [
        Subordinate(name: "\(name)街道政务服务中心", type: .institution, basicCode: "2010350"),
        Subordinate(name: "\(name)街道网格管理中心", type: .institution, basicCode: "2010350"),
        Subordinate(name: "\(name)街道文化站", type: .institution, basicCode: "2070109"),
      ])
  }
}
