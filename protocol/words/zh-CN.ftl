# 屏幕、页面、小票和语音上的每一个词，按键名查。en.ftl 里键名和占位符必须一样。

## 到处都用的词

common-hall-name = 阳光大厅
common-yes = 是
common-no = 否
common-confirm = 确认
common-cancel = 取消
common-back = 上一步
common-home = 首页
common-next = 下一步
common-done = 好了
common-print = 打印
common-language = English
common-large-type = 大字简版
common-low-reach = 低位操作
common-low-reach-off = 移回原处
common-normal-type = 普通版
common-high-contrast = 黑白分明
common-voice-on = 读给我听
common-voice-off = 不读了
common-read-again = 再读一遍
common-call-staff = 找人帮忙
common-today = 今天
common-people = { $count } 人
common-minutes-range = 约 { $low }–{ $high } 分钟
common-working-days = { $count } 个工作日
common-days = { $count } 日
common-same-day = 当场办结
common-page = 第 { $page } 页，共 { $pages } 页
common-page-previous = 上一页
common-page-next = 下一页
common-undo = 撤回
common-saved = 每一步都已存好
common-free = 不收费
common-suggested = 建议值
common-badge-line = { $name } · 工号 { $number }
common-demo-local = 演示：只在本机能打开
common-demo-hall = 演示大厅，人物和数字都不是真的
common-product = 阳光大厅 SunHall
common-date = { $month }月{ $day }日
common-date-weekday = { $month }月{ $day }日 { $weekday ->
        [1] 星期一
        [2] 星期二
        [3] 星期三
        [4] 星期四
        [5] 星期五
        [6] 星期六
       *[7] 星期日
    }
common-date-year = { $year }年{ $month }月{ $day }日
common-weekday = { $weekday ->
        [1] 星期一
        [2] 星期二
        [3] 星期三
        [4] 星期四
        [5] 星期五
        [6] 星期六
       *[7] 星期日
    }
common-weekday-short = { $weekday ->
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
        [6] 周六
       *[7] 周日
    }
common-list-separator = 、
common-list-last = { $list }、{ $last }
common-sentence-space = { "" }
common-dot-line = { $first } · { $second }
common-hours-range = { $from }–{ $to }
common-hours-morning = 上午 { $from }–{ $to }
common-hours-afternoon = 下午 { $from }–{ $to }
common-minutes = { $count } 分钟
common-minutes-about = 大约 { $low }–{ $high } 分钟
common-seconds = { $count } 秒
common-yuan = { $amount } 元
common-staff-number = 工号 { $number }
common-phone = 电话 { $phone }
common-tomorrow = 明天
common-optional = 选填
common-close = 关上
common-save = 保存
common-saving = 正在保存
common-search = 查找
common-reason = 理由
common-none = 没有
common-unknown = 还不知道
common-all = 全部
common-choose = 请选择
common-more = 查看全部

## 参数的单位

unit-s = 秒
unit-min = 分钟
unit-h = 小时
unit-d = 日
unit-wd = 个工作日
unit-month = 个月
unit-count = 个
unit-percent = %
unit-chars = 字
unit-age = 周岁
unit-time = 时刻
unit-text = 文字

## 一词一义

term-ticket = 号票
term-window = 窗口
term-service = 事项
term-case = 办件
term-call = 叫号
term-missed = 过号
term-close = 办结
term-first-contact = 首问责任人
term-handler = 承办人
term-agency = 代办
term-agent = 代办人
term-appointment = 预约
term-meeting = 活动
term-duty = 在岗
term-guide-desk = 引导台
term-slip = 小票
term-take-number = 取号
term-limit = 时限
term-due = 到期
term-notice = 公开事项
term-co-handling = 协办
term-hand-off = 移交
term-transfer = 转窗口
term-handover = 交接班
term-pledge = 承诺
term-stop = 停表
term-group = 队伍
term-hall = 大厅
term-kiosk = 取号机
term-display = 大屏
term-badge = 岗牌
term-clerk = 窗口工作人员
term-guide = 引导员
term-priority = 优先
term-head-start = 提前量
term-park = 先等一下
term-rating = 评价
term-parameter = 参数
term-reason = 理由

## 角色

role-guide = 引导员
role-clerk = 窗口工作人员
role-manager = 值班长
role-leader = 领导
role-supervisor = 监督员
role-administrator = 管理员
role-archivist = 档案员
role-liaison = 村联络员

## 在哪一级办

level-household = 上门办
level-village = 村里就能办
level-town = 镇大厅办
level-county = 县里办
level-self = 自己在手机上办

## 优先类别，只给工作人员看

class-none = 普通
class-elderly = 年满 { $age } 周岁
class-access = 行动、看、听、说不方便
class-soldier = 现役、退役军人
class-pregnant = 怀孕或带婴幼儿
class-appointment = 预约签到
class-urgent = 急事，负责人已同意

## 取号机

kiosk-welcome = 您好，欢迎来到{ $hall }
kiosk-touch-to-start = 请轻触屏幕开始
kiosk-home-question = 您要办什么事？
kiosk-search = 找事项，如“老年证”或拼音“lnz”
kiosk-search-none = 没有找到，换个说法，或选“不知道选哪个”
kiosk-waiting-count = { $count } 人等
kiosk-open-until = 今日 { $time } 结束
kiosk-days-only = { $days }可办
kiosk-take-number = 取号
kiosk-check-in = 预约签到
kiosk-look-up = 查办件
kiosk-guide = 办事指南
kiosk-board = 看公开栏
kiosk-rate = 评价与意见
kiosk-ask-topic = 点题公开
kiosk-complain = 投诉与建议
kiosk-meet-leader = 预约见领导
kiosk-choose-service = 请选择事项
kiosk-not-sure = 不知道选哪个？选这里
kiosk-not-sure-note = 第一位接待您的人，负责到底
kiosk-at-window = { $window } 号窗口
kiosk-priority = 优先服务
kiosk-guide-today = 今天的引导员
kiosk-guide-here = 就在您身后的引导台，不会用可以直接叫我
kiosk-help-coming = 引导员马上过来
kiosk-help-sent = 已经告诉引导员
kiosk-elder-other-note = 说不清也没关系
kiosk-elder-help = 请人来帮我
kiosk-waiting-now = 前面还有 { $count } 人，大约等 { $low }–{ $high } 分钟
kiosk-waiting-none = 不用等
kiosk-priority-question = 需要我们优先安排吗？
kiosk-priority-link = 需要优先安排？
kiosk-priority-link-note = 年满 { $age } 周岁、行动不便、带婴幼儿、军人
kiosk-priority-note = 符合一项，就往前排一些。只用来排队，大屏上不显示。
kiosk-priority-elderly = 年满 { $age } 周岁
kiosk-priority-elderly-note = 您或您陪同的长辈
kiosk-priority-access = 行动、看、听、说不方便
kiosk-priority-access-note = 包括临时受伤、拄拐、轮椅
kiosk-priority-soldier = 现役军人、退役军人
kiosk-priority-soldier-note = 以及消防救援人员、烈士遗属
kiosk-priority-pregnant = 怀孕，或带着婴幼儿
kiosk-priority-pregnant-note = { $age } 岁以下孩子随行
kiosk-priority-urgent = 有急事？取号后告诉窗口或引导员，由值班负责人当场决定。
kiosk-priority-none = 不需要，直接取号
kiosk-assist-offer = 想请人全程陪同
kiosk-assist-title = 要人陪着办？和先后没有关系
kiosk-assist-note = 我们派一位同志陪您，排队先后不变
kiosk-nearest-village = 家门口就能办：{ $place }，今天有人
kiosk-nearest-county = 这件事由县里办理，我们替您代办，不用自己跑
kiosk-materials-title = 要带的东西
kiosk-printing = 正在出小票，请稍候
kiosk-ticket-ready = 号已取好
kiosk-ticket-number = 您的号码是 { $ticket }
kiosk-ticket-yours = 您的号码
kiosk-ticket-go = 叫到后，到
kiosk-ticket-window-later = 等叫号
kiosk-ticket-ahead = 前面还有 { $count } 人
kiosk-ticket-range = 大约等 { $low }–{ $high } 分钟
kiosk-ticket-expected = 预计 { $from }–{ $to }
kiosk-ticket-no-estimate = 现在不预计时间，只看前面几位
kiosk-ticket-wait-area = 请坐，叫到您再过去
kiosk-ticket-scan = 扫码，手机上也能看
kiosk-ticket-near = 打开这个页面时会提醒您，请留在附近
kiosk-ticket-take-slip = 小票已印好，请取走
kiosk-ticket-reprint = 重印小票
kiosk-ticket-cancel = 不办了
kiosk-ticket-missed = 过号了也不用重取，回来说一声：{ $minutes } 分钟内大约等 { $count } 位，再晚从回来时排起。
kiosk-code-enter = 请输入小票或受理凭证上的号码和编码
kiosk-code-not-found = 没有查到，请核对号码和编码，或到引导台问一声
kiosk-checked-in = 签到好了，请坐，叫到您再过去
kiosk-idle-warning = 还在办吗？{ $seconds } 秒后回到首页，您选的内容会清除
kiosk-offline = 网络断了，照样可以取号。请拿小票到引导台登记。
kiosk-offline-note = 取号后请拿小票到引导台登记，听工作人员叫号
kiosk-offline-valid = 网络断了，这个号一样有效
kiosk-offline-series = { $letter } 开头的号由这台机器发出，不会和别人重复
kiosk-offline-order = 网络恢复后，这个号自动接到队伍里，按 { $time } 取号的先后排
kiosk-offline-desk = 引导员按取号先后，把您排进队里
kiosk-offline-listen = 大屏可能不动，请留意引导员的声音
kiosk-offline-no-estimate = 网络恢复前不预计等候。前面有几位，请问引导员。
kiosk-offline-long = 等了很久？到引导台问一声，不用重新取号
kiosk-offline-not-now = 预约签到、查办件、评价，等网络恢复后再来；急的话，请引导员先记下来
kiosk-offline-left = 最后一次联网 { $time }，本机 { $letter } 还能发 { $count } 个号
kiosk-disconnected = 网络断了，这台机器暂时不能取号。请到引导台，由工作人员发号。
kiosk-paper-out = 小票纸用完了。号码可以显示在屏幕上，或扫码存到手机。
kiosk-show-on-screen = 显示在屏幕上
kiosk-save-to-phone = 存到手机
kiosk-note-down = 请记下您的号码 { $ticket }
kiosk-privacy = 您的信息只用来办这件事
kiosk-home-greeting = 您要办什么事？
kiosk-date-open-until = { $date } · 今日 { $time } 结束
kiosk-date-break = { $date } · 午休，{ $time } 继续
kiosk-date-before = { $date } · { $time } 开门
kiosk-date-over = { $date } · 今日已结束
kiosk-date-rest = { $date } · 今日休息
kiosk-waiting-label = 人等
kiosk-window-label = 号窗口
kiosk-position-line = { $position } · 工号 { $number }
kiosk-guide-behind = 就在您身后，不会用就叫我
kiosk-guide-none = 引导台就在您身后，有事请过去说一声
kiosk-services-total = 共 { $count } 项
kiosk-window-waiting = { $window } 号窗口，{ $count } 人在等
kiosk-window-free = { $window } 号窗口，不用等
kiosk-not-today = 今天不办。{ $days }可办，指南现在就能看。
kiosk-no-window-now = 现在没有窗口办这件事，请到引导台，我们来安排
kiosk-search-title = 找事项
kiosk-search-hint = 按拼音首字母，比如老年证按 L N Z
kiosk-search-found = 找到 { $count } 项
kiosk-search-delete = 删一个
kiosk-search-clear = 清空
kiosk-ahead-short = 前面 { $count } 人
kiosk-ahead-none = 前面没有人
kiosk-ahead-label = 前面还有
kiosk-range-label = 大约等
kiosk-range-value = { $low }–{ $high } 分钟
kiosk-ticket-next = 下一位就是您
kiosk-ticket-watch = 看大屏，也会语音叫号
kiosk-ticket-missed-short = 过号不用重取，回来说一声：{ $minutes } 分钟内大约等 { $count } 位。
kiosk-ticket-taking = 正在取号
kiosk-ticket-slow = 网络有点慢，请稍等。不用再按，号不会取重。
kiosk-ticket-service-line = { $ticket } · { $service }
kiosk-ticket-company = 陪您办事的同志马上到
kiosk-ticket-returns = { $seconds } 秒后回到首页
kiosk-slip-failed = 小票没有印出来，您的号照样有效。请记下号码，或扫码存到手机。
kiosk-slip-unsure = 不知道小票印好没有。没拿到，请按“重印小票”。
kiosk-slip-reprinting = 正在重印小票
kiosk-slip-choose = 小票现在印不了，您想怎么拿号？
kiosk-printer-paper-low = 小票纸快用完了
kiosk-cancel-question = 这个号不要了吗？
kiosk-cancel-note = 不要了，后面的人会往前一位；想再办，要重新取号。
kiosk-cancel-keep = 还要办
kiosk-cancel-give-up = 不要了
kiosk-cancelled = { $ticket } 号已取消
kiosk-idle-question = 还在办吗？
kiosk-idle-note = { $seconds } 秒后回到首页，您选的内容会清除。
kiosk-idle-continue = 继续办
kiosk-idle-leave = 不办了
kiosk-help-question = 请引导员过来吗？
kiosk-help-waiting = 正在告诉引导员
kiosk-help-later = 引导员暂时走不开，请到引导台，就在您身后
kiosk-help-cancel = 不用了
kiosk-starting = 正在准备，马上就好
kiosk-disconnected-title = 网络断了，这台机器暂时不能取号
kiosk-disconnected-desk = 请到引导台，由工作人员发号，先来后到不变
kiosk-disconnected-valid = 已经取到的号一样有效，请留意大屏和引导员的声音
kiosk-disconnected-again = 网络恢复后，这台机器自己会好，不用按
kiosk-disconnected-since = 最后一次联网 { $time }
kiosk-locked-title = 这台机器暂停使用
kiosk-locked-message = 请您换一台机器，或到引导台取号，先来后到不变。
kiosk-locked-desk = 引导台可以取号、问事情，工作人员帮您办
kiosk-locked-since = { $time } 起暂停
kiosk-code-number = 号码
kiosk-code-code = 编码
kiosk-code-where = 在小票上，二维码旁边
kiosk-code-next = 请继续输入
kiosk-status-title = 我的号
kiosk-time-short = { $time }

## 办事指南

guide-how-long = 多久办好
guide-fee = 要交多少钱
guide-where = 哪里能办
guide-real-time = 近 { $days } 天实际 { $minutes } 分钟
guide-more = 办理条件、流程、依据、实际用时、监督电话
guide-take-along = 用手机把指南带走
guide-no-login = 扫一扫就能看，不用下载，不用登录
guide-on-paper = 要纸质的？请到引导台领取
guide-statutory = 法定 { $count } 个工作日
guide-statutory-days = 法定 { $count } 日
guide-nothing-else = 别的不用带，其他信息由我们核对
guide-original = 原件，看完还您
guide-title-line = 办事指南 · { $group }
guide-pledged = { $count } 个工作日
guide-fee-local = 收费，按本地公示标准
guide-fee-amount = { $amount } 元
guide-limit-none = 按公示时限
guide-window-place = { $window } 号窗口，{ $place }
guide-nothing-needed = 不用带东西，信息由我们核对
guide-material-copy = 复印件
guide-materials-count = 一共 { $count } 样
guide-village-title = 家门口就能办
guide-village-places = { $places }便民服务站也可以办
guide-village-staffed = { $places }便民服务站也可以办，今天都有人
guide-county = 这件事由县里办理，我们替您代办
guide-conditions = 办理条件
guide-steps = 办理流程
guide-basis = 依据
guide-supervise = 监督电话 { $phone }
guide-unverified = 以本地公布为准，请到窗口核对
guide-none = 这件事的指南还在编写，请问引导员
guide-days-only = { $days }在镇大厅办
guide-where-also = 也可以到{ $place }

## 已下班

closed-title = 今天已经下班
closed-title-break = 午休时间，{ $time } 继续
closed-title-before = 还没开门，{ $time } 开始
closed-title-rest = 今天休息
closed-next = 下次开门：{ $time }
closed-can-do = 现在您还可以
closed-appointment = 约明天的号
closed-appointment-note = 明天到了直接签到，不用再排
closed-case = 查办件到哪一步了
closed-message = 留下意见和问题
closed-message-note = 上班后 { $minutes } 分钟内有人看到
closed-urgent = 急事，现在就要办
closed-urgent-note = 通知今晚值班的同志，并给您一个查询码
closed-on-call = 今晚值班：{ $name }，{ $phone }
closed-emergency = 救命 120 · 火灾 119 · 报警 110
closed-next-label = 下次开门
closed-next-tomorrow = 明天 { $weekday } { $time }
closed-next-today = 今天 { $time }
closed-next-day = { $date } { $time }
closed-code-note = 输入回执上的号码
closed-on-call-label = 今晚值班
closed-on-call-phone = 值班电话 { $phone }
closed-guides = 看办事指南
closed-guides-note = 要带什么、多久办好，先看好再来
closed-rate = 评价刚才的服务
closed-rate-note = 用小票上的号码和编码
closed-holiday = { $name }放假
closed-still-serving = 不再取号了，已取号的都会办完，请坐着等叫号

## 号票：小票、状态、结果

ticket-title = 排队小票
ticket-service = 办理事项：{ $service }
ticket-ahead = 前面还有 { $count } 人
ticket-taken-at = 取号时间：{ $time }
ticket-bring = 请备好：{ $papers }
ticket-code = 查询、评价用这个码：{ $code }
ticket-help = 要帮忙，到引导台
ticket-validity = 当日有效。过号不用重取，回来说一声：{ $minutes } 分钟内大约等 { $count } 位，再晚从回来时排起。
ticket-fees = 收费只按公示标准。监督电话 { $phone }
ticket-thanks = 感谢您的配合，祝您办事顺利
ticket-state-reserved = 正在出票
ticket-state-issued = 在等
ticket-state-waiting = 在等
ticket-state-unconfirmed = 在等，小票未确认
ticket-state-called = 叫号中
ticket-state-serving = 办理中
ticket-state-parked = 先等一下
ticket-state-missed = 过号
ticket-state-finished = 办好了
ticket-state-cancelled = 不办了
ticket-state-closed = 今天没办成
ticket-state-ended = 已结束
ticket-outcome-served = 办好了
ticket-outcome-cancelled = 本人不办了
ticket-outcome-missed-at-day-end = 叫过没有来，到下班也没有回来
ticket-outcome-not-served-at-day-end = 到下班没有办成，很抱歉
ticket-outcome-left-open-at-day-end = 下班时还在办，用时待核对
ticket-outcome-cancelled-by-staff = 工作人员结束，写了理由

## 印出的小票

slip-ahead-range = 前面 { $count } 人，大约等 { $low }–{ $high } 分钟
slip-ahead-only = 前面 { $count } 人
slip-ahead-none = 前面没有人，请留意叫号
slip-expected = 预计 { $from }–{ $to } 叫到
slip-taken = { $date } { $weekday } { $time } 取号
slip-bring = 请备好
slip-follow = 手机看还有几位
slip-scan = 扫一扫，请留在附近
slip-code = 查询、评价用这个码
slip-missed = 过号不用重取，{ $minutes } 分钟内回来约等 { $count } 位。
slip-guide-desk = 要帮忙到引导台，{ $place }，今天{ $name }在。
slip-guide-desk-plain = 要帮忙到引导台，{ $place }。
slip-reprint = 重印
slip-test = 试印，不是号票
slip-fee = 收费只按公示标准。
slip-phone = 监督电话 { $phone }

## 大屏、窗口屏、在岗墙

display-now-calling = 请到窗口
display-called-before = 刚才叫过
display-minutes-ago = { $count } 分钟前
display-call-times = 第 { $count } 遍，共 { $total } 遍
display-window-serving = { $window } 号窗口正在办理 { $ticket }
display-please-go = 请 { $ticket } 号到 { $window } 号窗口
display-waiting-count = { $count } 人在等
display-no-wait = 不用等
display-straight-on = 直接到窗口
display-serving = 正在办理
display-still-waiting = 还有 { $count } 人在等
display-missed-list = 过号
display-missed-hint = 过号了不用急，也不用重取。回原窗口说一声，大约等 { $count } 位。
display-window-open = 正在服务
display-window-paused = 暂停服务
display-back-at = 大约 { $time } 回来
display-number-stays = 您的号不作废，会改由别的窗口叫
display-number-waits = 您的号不作废，{ $window } 号窗口回来后接着叫
display-window-helps = { $window } 号窗口正在帮办{ $group }
display-urgent-desk = 有急事请到引导台，或打 { $phone }
display-window-not-yet = 窗口还没开
display-window-closed = 今日服务结束
display-on-duty = 今天谁在岗
display-on-duty-now = 在岗
display-clerk = 在岗工作人员
display-receiving = 接待中
display-out-until = 外出，{ $time } 回
display-away = 暂离，马上回来
display-rest-day = 轮休
display-also-helps = 也帮办{ $group }
display-fees = 收费按公示标准，此外不收一分钱
display-rated = 本月 { $served } 人办理，{ $count } 人评价，{ $satisfied } 人满意
display-scan-rate = 扫码评价、监督
display-unhappy = 不满意，请打监督电话 { $phone }，或在取号机上评价。
display-leader-reception = 领导接待日：{ $time }
display-notice-board = 公开栏
display-service-hours = 服务时间：{ $hours }
display-extended-hours = 今日延时服务至 { $time }
display-stale = 信号中断，数据截至 { $time }
display-stale-listen = 请拿小票到引导台登记，听工作人员叫号
display-stale-missing = { $time } 以后叫过的号，这里没有显示
display-stale-valid = 您的号没有作废，先来后到不变。
display-stale-desk = 拿小票到引导台登记，引导员把您排进队里
display-stale-go = 叫到您，再去窗口
display-stale-kiosk = 还没有取号？到取号机或引导台取
display-reconnecting = 正在每 { $seconds } 秒重新连接，恢复后自动更新
display-supervise = 监督电话：{ $phone }
display-waiting-label = 人在等
display-just-now = 刚才
display-please = 请
display-to-window = 到窗口
display-go-to-window = 请到窗口
display-please-go-group = 请 { $ticket } 号到 { $window } 号窗口，{ $group }
display-call-to = 号到
display-none-called = 还没有叫号，请坐，马上开始
display-range = 约 { $low }–{ $high } 分钟
display-no-estimate = 只看前面几位
display-days-only = { $days }可办
display-group-paused = 暂停，请问引导台
display-window-label = 号窗口
display-next-soon = 马上叫下一位
display-come = 请 { $ticket } 号过来
display-calling = 正在叫号
display-rated-none = 本月 { $served } 人办理，还没有评价
display-rated-hall = 本月大厅 { $served } 人办理，{ $rated } 人评价，{ $satisfied } 人满意。
display-dissatisfied = 不满意，请打监督电话 { $phone }。
display-number-moves = 您的号不作废，由 { $window } 号窗口接着叫
display-helping = 号窗口正在帮办
display-paused-reminder = 暂离超过 { $minutes } 分钟，值班长会收到提醒
display-back-soon = 马上回来
display-window-unstaffed = 还没有人上岗
display-window-not-today = 今天不开
display-window-go = 请到 { $window } 号窗口
display-duty-subtitle = { $hall } · 在岗公示
display-duty-none = 现在没有人在岗
display-out = 外出
display-back-time = { $time } 回
display-away-short = 暂离
display-days-in = { $days }在
display-off-duty = 不在岗
display-stale-before = { $time } 以前叫过的号
display-stale-can-do = 这时候您可以
display-stale-register = 拿小票到引导台登记
display-stale-register-note = 引导员把您排进队里
display-stale-wait = 听工作人员叫号
display-stale-no-number = 还没有取号
display-stale-no-number-note = 到取号机或引导台取
display-stale-resume = 网络恢复后，本屏自动更新。
display-stale-reconnect = { $hall } · 正在每 { $seconds } 秒重新连接
display-starting = 正在连接大厅，马上就好
display-locked-title = 本屏暂停使用
display-locked-message = 请看旁边的大屏
display-locked-elsewhere = 叫号照常进行。看不到您的号，请到引导台问一声。
display-closed = 大厅已下班，下次开门 { $time }
display-break = 午休时间，{ $time } 继续叫号

## 公开栏

notice-before = 事前
notice-during = 事中
notice-after = 事后
notice-basis = 政策依据
notice-conditions = 办理条件
notice-procedure = 办理程序
notice-limit = 办理时限
notice-result = 办理结果
notice-fee = 收费标准
notice-person = 承办人员
notice-liability = 违诺责任
notice-not-applicable = 不适用：{ $reason }
notice-to-come = 预计 { $date } 公布
notice-page-total = 本页小计 { $amount }
notice-total = 合计 { $amount }
notice-total-checked = 逐行核对一致
notice-total-differs = 合计差 { $amount }
notice-until = 公示至 { $date }
notice-names = 公示期内张榜姓名，网上只留姓氏，不列年龄和档次
notice-ask = 有疑问？扫码提问，或点题公开。{ $count } 个工作日内答复。
notice-asked-by = { $count } 人点题
notice-subtitle = { $category } · { $period } · 公示至 { $date }
notice-subtitle-plain = { $category } · 公示至 { $date }
notice-page-people = 本页小计 { $count } 人
notice-page-rows = 本页小计 { $count } 行
notice-total-people = 全镇合计 { $count } 人，{ $amount } 元
notice-total-rows = 合计 { $count } 行，{ $amount } 元
notice-names-wall-only = 公示期内张榜姓名，网上不列姓名
notice-ask-topic = 没找到？点题，请政府公开
notice-empty = 现在没有公示的内容
notice-stage-to-come = { $stage }，{ $date }
notice-person-line = { $name } { $phone }
notice-village-and-town = { $town }和 { $count } 个村

## 大厅现在怎样

live-title = 大厅现在怎样
live-waiting = { $count } 人在等，最久 { $minutes } 分钟。
live-waiting-new = { $count } 人在等，都是刚到的。
live-slow = { $group }偏慢，建议 { $window } 号窗口帮办
live-nobody = 没有人等
live-idle = 空闲 { $minutes } 分
live-away = 暂离 { $minutes } 分
live-closed = 今日不开
live-priority = 优先安排
live-late = 已超时
live-soon = 快超时
live-offline-number = 断网号
live-promise-kept = 没有超过答应的时间 { $percent }%
live-today = 今天 { $count } 号，办完 { $done }
live-subtitle = 值班长屏 · 有变化就更新
live-windows = 窗口
live-groups = 队伍
live-groups-note = 离叫号越近越靠左，下面是已等分钟
live-minutes = { $minutes } 分
live-range = { $low }–{ $high } 分
live-recovers = ，约 { $minutes } 分钟恢复。
live-slow-only = { $group }偏慢，没有空着的窗口可以帮办
live-all-well = 都在答应的时间内。
live-nobody-sentence = 现在没有人等。
live-unstaffed = 没有人上岗
live-calling = 叫号中
live-unconfirmed = 小票未确认
live-more = 还有 { $count } 位
live-summary = 今天 { $count } 号，办完 { $done }，没有超过答应的时间 { $percent }%
live-yesterday = 昨天办 { $done }，评价 { $rated }，满意 { $satisfied }
live-help-calls = { $count } 台取号机在叫人帮忙
live-help-call = 取号机 { $kiosk } 请人帮忙，{ $minutes } 分钟了
live-assistance = { $ticket } 需要照应，下一个空窗口接待

## 为什么先叫这个号

why-earliest = { $group }队伍里取号最早（{ $time }），没有越过别人。
why-head-start = 按规定往前排 { $minutes } 分钟，越过 { $count } 位。
why-cap = 前面刚照顾过优先的号，这次轮到来得最早的（{ $time }）。
why-help = 等满了 { $minutes } 分钟，由帮办窗口接待。
why-help-manager = 值班长让 { $window } 号窗口帮办{ $group }。
why-assistance = 工作人员确认需要照应，下一个空窗口接待，越过 { $count } 位。
why-returned = 过号后回来，从 { $time } 重新排，没有越过别人。
why-moved = 值班长调整了先后，理由：{ $reason }
why-chosen = 指定叫号，理由：{ $reason }，越过 { $count } 位。
why-parked = 说好的时间到了（{ $time }），接着办。
why-transferred = 从 { $window } 号窗口转来，先后不变。
why-again = 第 { $count } 遍叫。

## 语音

voice-call = 请 { $ticket } 号，到 { $window } 号窗口办理。
voice-call-again = 请 { $ticket } 号，到 { $window } 号窗口办理，这是第 { $count } 次呼叫。
voice-missed = { $ticket } 号过号了，不用重取，回原窗口说一声。
voice-welcome = 您好，您要办什么事？请按屏幕选择。
voice-rate = 请您评一评这次服务，谢谢。
voice-closing-soon = 各位群众，大厅 { $time } 停止取号，已取号的都会办完。

## 页面导航

nav-window = 窗口
nav-cases = 办件
nav-registers = 登记
nav-notices = 公开
nav-mine = 我的
nav-hall = 大厅
nav-ratings = 评价
nav-duty = 在岗
nav-parameters = 参数
nav-guide-desk = 引导台
nav-devices = 设备
nav-sign-out = 退出
nav-skip = 跳到正文
nav-language = 语言

## 每一页

page-connected = 已连接，每一步都已存好
page-connected-live = 已连接，有变化就更新
page-connected-at = 已连接，{ $time } 自动存好
page-disconnected = 连接断了，正在重连。您填的内容还在，页面上的数字停在 { $time }
page-shortcuts = 看全部快捷键
page-shortcuts-press = 按
page-shortcuts-title = 快捷键
page-needs-javascript = 页面不会自动更新，请过一会儿再打开一次
page-title = { $page } · { $hall }
page-updated = { $time } 更新

## 登录

sign-on-title = 工作人员登录
sign-on-number = 工号
sign-on-number-hint = 也可以扫工牌
sign-on-password = 密码或 PIN
sign-on-submit = 登录
sign-on-wrong = 工号和密码对不上，请核对后再试。忘了密码，请找管理员重设。
sign-on-locked = 试了很多次还没对上，先停 { $minutes } 分钟。急的话，请管理员重设密码。
sign-on-ended = 登录已到时间，请重新登录。窗口没有关，填的内容还在。
sign-on-left = 已经退出
sign-on-new-password = 新密码
sign-on-password-again = 再输一遍新密码
sign-on-password-change = 第一次登录，请先换一个自己的密码
sign-on-password-short = 密码太短，至少 { $count } 个字，请换长一点的
sign-on-password-differs = 两遍不一样，请再输一次
sign-on-pin = PIN
sign-on-unlock = 继续工作
sign-on-demo = 演示大厅，只用演示工号

## 窗口

window-sign-on = 上岗
window-sign-off = 收岗
window-call-next = 叫下一位
window-call-again = 再叫一遍
window-mark-missed = 没有来·过号
window-bring-back = 找回过号
window-park = 先等一下
window-choose-ticket = 指定叫号，要写理由
window-without-ticket = 不取号登记
window-accompany = 请人陪同
window-needs-assistance = 确认需要照应，下一个空窗口接待
window-ask-leader = 请示领导
window-more = 还有一件事
window-start = 开始办理
window-finish = 办好了
window-transfer = 转窗口
window-hand-off = 移交
window-open-case = 登记办件
window-close-case = 办结
window-agency = 今天办不完，由我代办
window-ask-papers = 一次告知补正
window-pause = 暂离一会儿
window-resume = 回来了
window-first-contact = 首问责任人：{ $name }
window-handler = 承办人：{ $name }
window-due = 到期：{ $date }，还剩 { $count } 个工作日
window-overdue = 已超期 { $count } 个工作日
window-queue-empty = 没有人在等
window-idle-waiting = 窗口空着，有 { $count } 人在等
window-waited = 等了 { $minutes } 分钟
window-why = 为什么叫 { $ticket }：{ $reason }
window-badge-needed = 没有完整岗牌，窗口不能开
window-greeting = 您好，请坐，请问您办理什么事项？
window-farewell = 办好了，请慢走
window-title = { $window } 号窗口
window-choose = 请选择您的窗口
window-take = 到 { $window } 号窗口上岗
window-taken-by = { $name }在岗
window-waiting = 等候
window-helps = 帮办
window-longest-range = 最久 { $minutes } 分，新号预计 { $low }–{ $high } 分
window-longest = 最久 { $minutes } 分
window-help-after = 等过 { $minutes } 分钟才轮到这里
window-help-now = 值班长让这里帮办，不用等
window-help-young = 只有帮办的号，最久等了 { $minutes } 分，满 { $after } 分才轮到这里
window-assistance-count = { $count } 位需要照应
window-assistance-note = 引导员已确认，下一个空窗口接待
window-state = 窗口状态
window-state-open = 在岗
window-state-paused = 暂离
window-state-closed = 没有开
window-badge-shown = 窗口屏正在显示您的岗牌。
window-idle-promise = 最久的一位已经等了 { $minutes } 分钟，答应 { $promise } 分钟内叫到
window-idle-longest = 最久的一位已经等了 { $minutes } 分钟
window-press-key = 按 { $key } 也可以
window-order-note = 先来先办，照顾优先，由规则定。叫到后才显示号码和事项。
window-why-title = 为什么先叫这个号
window-choose-title = 指定叫号
window-choose-note = 要写理由
window-choose-reason = 为什么先叫这个号
window-missed-count = { $count } 个
window-missed-title = 今天过号的
window-missed-at = { $time } 过号
window-without-note = 来电、来信
window-finished = { $ticket } 办好了，用时 { $minutes } 分钟
window-missed-done = { $ticket } 记为过号
window-transferred = { $ticket } 转到{ $group }
window-parked = { $ticket } 先等一下，{ $time } 再叫
window-undo-seconds = { $seconds } 秒
window-undone = 已撤回
window-my-cases = 我手上的办件
window-today = 今天
window-today-done = 办完
window-average = 平均每件
window-ratings-yesterday = 昨天 { $rated } 份评价，{ $satisfied } 份满意
window-ratings-none = 昨天的评价不满 { $from } 份，不显示合计
window-ratings-note = 昨天办理 { $served } 人。满 { $from } 份，第二天才显示合计
window-called = 已叫号，等人过来
window-called-times = 叫了 { $count } 遍，共 { $total } 遍
window-taken-waited = 取号 { $time }，等了 { $waited } 分钟，答应 { $low }–{ $high } 分钟
window-taken-waited-plain = 取号 { $time }，等了 { $waited } 分钟
window-serving-for = 已接待
window-usual = 同类一般 { $low }–{ $high } 分钟
window-fee-line = 收费标准：
window-ending = 这件事怎么结束？
window-finish-note = 请群众评价
window-transfer-note = 先后不变
window-transfer-to = 转到哪支队伍
window-transfer-window = 转到哪个窗口
window-transfer-any = 哪个窗口都行
window-park-minutes = 等多久再叫
window-park-title = 先等一下
window-pause-minutes = 大约离开多久
window-pause-reason = 暂离原因
window-behind = 后面还有 { $count } 人在等
window-first-contact-you = 从现在起，您是这位群众的首问责任人
window-class-mark = 优先：{ $class }
window-company-wanted = 想请人陪同
window-company-sent = 已请人来陪同
window-slip-unconfirmed = 小票是否印出不确定，请核对号码
window-rating-ask = 请扫小票上的码，或在取号机上评一评
window-sign-off-question = 收岗吗？没办完的号会回到队伍里
window-open-late = 已过下班时间，还有 { $count } 位没办完
window-locked = 页面锁着，窗口还开着。请输入 PIN 继续

## 引导台

desk-title = 引导台
desk-issue = 发号
desk-issue-note = 两步：选事项，发号
desk-issue-service = 第一步：选事项
desk-issue-class = 优先安排
desk-issue-how = 怎么给群众
desk-issue-print = 印小票
desk-issue-tell = 口头告诉
desk-issued = 已发 { $ticket }，前面还有 { $count } 人
desk-issued-code = 查询、评价用这个码：{ $code }
desk-first-contact = 您发的号，您是首问责任人
desk-waiting = 在等的号
desk-confirm-assistance = 确认需要照应
desk-assistance-confirmed = 已确认，下一个空窗口接待
desk-help-answer = 我去看看
desk-help-answered = { $name }已经过去
desk-return = 过号回来了
desk-company = 派人陪同

## 值班长

manager-slow = { $group }偏慢，其余都在答应的时间内。
manager-slow-many = { $groups }偏慢。
manager-over-promise = { $ticket } 等了 { $minutes } 分钟，超过答应的 { $promise } 分钟。
manager-window-busy = { $window } 号窗口这件已办 { $minutes } 分钟
manager-window-free = { $window } 号窗口空着
manager-let-help = 让 { $window } 号窗口帮办 { $letter } 号
manager-helping = { $window } 号窗口正在帮办{ $group }，到收回或下班
manager-help-end = 收回帮办
manager-look = 去看看
manager-windows-summary = 开 { $open }，忙 { $busy }
manager-groups-note = 越靠左越早叫，下面是已等分钟
manager-chart-title = 今天等候（分钟）
manager-chart-promised = 答应的范围
manager-chart-actual = 实际
manager-to-do = 要您处理
manager-to-do-count = { $count } 件
manager-to-do-none = 没有要您处理的事
manager-bad-rating = 不满意评价，待联系
manager-bad-rating-note = { $ticket }，{ $due } 前
manager-bad-rating-who = 由别的同志联系，被评的人看不到
manager-today-done = 今天办好 { $done }，没有超过答应的时间 { $percent }%
manager-yesterday = 昨天 { $done } 人办好，{ $rated } 人评价，{ $satisfied } 人满意
manager-complaints-note = 对工作人员的投诉，本人看不到
manager-unconfirmed = { $count } 个号的小票没有回音
manager-move = 调整先后
manager-move-reason = 为什么调整
manager-moved = { $ticket } 已调整，记录在案
manager-close-ticket = 结束这个号
manager-close-reason = 为什么结束
manager-chosen-count = 今天指定叫号 { $count } 次
manager-ratings-title = 评价
manager-ratings-line = 办理 { $served } 人，评价 { $rated } 人，满意 { $satisfied } 人
manager-ratings-share = 评价率 { $percent }%
manager-duty-title = 在岗

## 参数

parameter-title = 参数
parameter-key = 名称
parameter-value = 现在的值
parameter-source = 来源
parameter-source-regulation = 制度原文
parameter-source-law = 法律
parameter-source-suggested = 建议值，待确认
parameter-source-confirmed = 已确认
parameter-confirm = 确认这个值
parameter-new = 新值
parameter-from = 从哪天起
parameter-saved = 已记下，{ $date } 起用
parameter-old-cases = 以前受理的办件按当时的值

## 办件

case-accepted = 已受理，受理编码 { $code }
case-receipt-title = 受理凭证
case-papers-missing = 还差以下材料，这是全部，一次说清。请在 { $date } 前补齐
case-before-acceptance = 待补正（受理前）
case-papers-before-start = 材料齐了就受理，时限从受理那天算起
case-deemed-accepted = 我们没有按时一次告知，您的申请自 { $date } 收到之日起即为受理
case-restarted = 收到您补正的申请，答复期限从 { $date } 重新计算
case-promise = 容缺受理：请按承诺在 { $date } 前补齐，逾期视为撤回申请
case-withdrawn = 已按撤回处理，理由：{ $reason }。您可以重新申请
case-clock-paused = { $from }至{ $to }{ $reason }，停表 { $count } 天，依法不计入时限，已书面告知您
case-stop-hearing = 听证
case-stop-tender = 招标
case-stop-auction = 拍卖
case-stop-inspection = 检验
case-stop-testing = 检测
case-stop-quarantine = 检疫
case-stop-appraisal = 鉴定
case-stop-expert = 专家评审
case-stop-third-party = 征求第三方和其他机关意见
case-stop-notice = 看通知书
case-extended = 经批准延长至 { $date }，理由：{ $reason }
case-closed = 已办结，结果：{ $result }
case-delivery = 我们会把结果送到您家里
case-agent = 代办人：{ $name }，不用再跑
case-due = { $date } 前办好
case-remind = 催一催
case-ask = 问承办人
case-stage = 现在在{ $department }，{ $name }正在办
case-not-granted = 很抱歉，本次申请未获批准，理由：{ $reason }。您可以依法申请行政复议或者提起行政诉讼

## 评价

rating-title = 请您评一评
rating-question = 这次服务，您满意吗？
rating-served-by = 刚才为您服务的是
rating-safe = 您说真话，不受影响
rating-secret = 接待您的同志只看到合计，看不到是谁评的
rating-unrated = 不评，不会算成满意
rating-phone = 愿意的话，留个电话（只用来回复这条意见）
rating-submit = 提交评价
rating-later = 以后再评
rating-5 = 非常满意
rating-4 = 满意
rating-3 = 基本满意
rating-2 = 不满意
rating-1 = 非常不满意
rating-why = 请告诉我们哪里没做好
rating-why-good = 好在哪里？可以多选，也可以不选
rating-good-manner = 态度热情
rating-good-clear = 讲得明白
rating-good-fast = 办得快
rating-good-once = 一次办成
rating-good-helpful = 主动帮助
rating-good-appearance = 仪表整洁
rating-good-language = 用语文明
rating-other = 其他，我来说
rating-reason-manner = 服务态度
rating-reason-language = 用语不当
rating-reason-appearance = 仪容仪表
rating-reason-slow = 办理太慢
rating-reason-papers = 要求材料过多
rating-reason-passed-around = 推诿扯皮
rating-reason-fee = 收费不规范
rating-reason-banquet = 吃请收礼
rating-thanks = 谢谢您
rating-call-back = 评“不满意”并留了电话，{ $count } 个工作日内有人回复您
rating-subject = { $ticket } · { $service }
rating-good-title = 好在哪里？
rating-why-title = 哪里没做好？
rating-choose-any = 可以多选，也可以不选
rating-phone-label = 愿意的话，留个电话
rating-phone-note = （只用来回复这条意见）
rating-words-label = 您想说的话
rating-words-hint = 写给我们，工作人员本人看不到
rating-line = 监督电话
rating-sending = 正在提交
rating-kept = 您的评价收到了，谢谢您
rating-first-choose = 请先选一个，再提交
rating-back = 回到首页

## 手机上的号

phone-title = 我的号
phone-near = 快到了，请留在附近
phone-wait = 请留在附近，快到了会提醒您
phone-now = 请到 { $window } 号窗口
phone-serving = { $window } 号窗口正在为您办理
phone-finished = 办好了，谢谢您
phone-cancelled = 这个号不办了
phone-missed = 过号了，不用重取，回来说一声
phone-parked = 说好 { $time } 接着办，请留在附近
phone-reserved = 号正在出票，请稍等
phone-closed = 今天没有办成，请看下面怎么办
phone-ahead-mark = 前
phone-you = 您
phone-range = { $low }–{ $high } 分
phone-reminder = 打开这个页面时会提醒您
phone-late = 我会晚到
phone-updates = { $time } 更新，页面开着就自动更新
phone-stale = 连接断了，这里停在 { $time }。请看大屏，听叫号。
phone-tab-ticket = 我的号
phone-tab-cases = 办件
phone-tab-notices = 公开
phone-tab-say = 说一说
phone-rate = 评一评这次服务
phone-not-found = 没有这个号，或者它不是今天的。请核对小票上的码，或到引导台问一声。
phone-cancel-question = 这个号不要了吗？不要了就不能再叫回来。

## 岗牌核对

supervise-title = 岗牌核对
supervise-genuine = 这是本大厅的工作人员
supervise-now = 现在在 { $window } 号窗口
supervise-not-now = 现在不在窗口
supervise-line = 监督电话 { $phone }

## 设备情况

health-title = 设备情况
health-ok = 正常
health-kiosk-away = 取号机 { $kiosk } 断了，{ $time } 起没有消息。请看看电源和网线，群众先到引导台取号。
health-display-away = 大屏 { $display } 断了，{ $time } 起没有消息。请看看电源和网线。
health-paper-out = 取号机 { $kiosk } 没有小票纸了，正在用屏幕和手机给号。请换纸。
health-paper-low = 取号机 { $kiosk } 小票纸快用完了，请备好一卷。
health-cover-open = 取号机 { $kiosk } 打印机的盖子没有合上，请合好。
health-printer-away = 取号机 { $kiosk } 找不到打印机，正在用屏幕和手机给号。请看看接线。
health-printer-unknown = 取号机 { $kiosk } 的打印机不报状态，印没印出来看不到。
health-disk-full = 磁盘满了，现在什么都存不下，所以不发号也不叫号。请马上腾出空间。
health-journal = 暂时存不下，每一步都会请人再试。请管理员查看。
health-broker = 屏幕和取号机的通道断了，正在重连。窗口照常叫号，请引导员口头传。
health-calendar = 没有 { $year } 年的放假安排，只按周末算。请管理员装入。
health-busy = 大厅正忙，每一步会慢几秒
health-suggested = 有 { $count } 个建议值还没有确认

## 页面出错：发生了什么，什么意思，怎么办

error-not-found = 没有这一页。地址可能写错了，请从首页进。
error-forbidden = 您的角色看不到这一页。需要的话，请找管理员。
error-sign-on-first = 请先登录，再打开这一页。
error-origin = 这个请求不是从本大厅的页面来的，没有执行。请回到页面上再点一次。
error-too-large = 内容太多，超过 { $limit }，没有收下。请减少后再提交。
error-too-fast = 点得太快了，{ $seconds } 秒后再试，前面的都算数。
error-malformed = 没看懂您填的“{ $field }”，没有保存。请改好再提交。
error-fault = 这一步没有做成，什么都没有改变。请再试一次，还不行就找管理员。
error-stopping = 大厅正在重启，请过一分钟再试，已存的都在。
error-reference = 编号 { $reference }

## 规则说不：发生了什么，什么意思，怎么办

refusal-outside-hours = 现在不是服务时间，服务时间为 { $hours }
refusal-hours-over = 今天的服务时间已过，请 { $next } 再来
refusal-hours-over-book = 也可以在手机上预约
refusal-tickets-gone = 今天的号发完了，急事请到引导台
refusal-tickets-gone-book = 可以预约 { $next }
refusal-service-paused = 此事项暂停办理，原因：{ $reason }
refusal-already-holding = 您已经有一个没办的号 { $ticket }，可以重印小票
refusal-ticket-expired = 这张号票已失效，请重新取号
refusal-already-served = 这张号票已办理完毕
refusal-too-early = 还没到预约时间，{ $time } 起可以签到
refusal-too-late = 已过预约签到时间，我们为您转为现场取号
refusal-slot-full = 这个时段已约满，请选择其他时段
refusal-not-accepted-here = 这件事不由本大厅办理，请到{ $place }
refusal-already-rated = 这张号票已经评价过了，谢谢您
refusal-too-many-tries = 查了很多次还没对上，请 { $minutes } 分钟后再试，或到引导台
refusal-not-signed-on = 请先用工牌和密码上岗
refusal-badge-incomplete = 岗牌信息不完整，暂不能开窗
refusal-no-authority = 您没有办理此事项的权限，请移交{ $department }
refusal-fee-differs = 收费与公布标准不一致，今日标准为 { $amount } 元
refusal-fee-not-set = 这项收费的标准还没有设定，请管理员先设定
refusal-extension-too-late = 时限已到，不能再申请延长
refusal-stop-not-lawful = 只有法律写明的情形才停表：听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审，或者征求第三方意见。等材料、等领导都不行
refusal-stop-needs-notice = 停表前先书面告知申请人
refusal-needs-outcome = 请先填写办理结果再办结
refusal-notice-incomplete = 缺少“{ $field }”，不能公开
refusal-saving-failed = 暂时保存不了，请稍后再试，您填的内容还在
refusal-busy = 现在人多，请稍等几秒再点一次
refusal-rule = 依据：{ $rule }
refusal-unknown = 这一步现在做不了，什么都没有改变。请到引导台，我们来帮您。
refusal-break = 现在午休，暂不取号。{ $time } 继续，请到时再来。
refusal-not-open-yet = 还没开门，{ $time } 开始取号。
refusal-closed-today = 今天休息，不取号。下次开门：{ $next }。
refusal-taking-over = 今天取号已经结束，来不及办了。请 { $next } 再来，急事请到引导台。
refusal-not-today = 这件事今天不办，{ $days }可办。指南现在就能看，急事请到引导台。
refusal-no-window = 现在没有窗口办这件事，取了号也没有人叫。请到引导台，我们来安排。
refusal-unknown-service = 这件事已不在清单上，没有取号。请回首页重新选，或问引导员。
refusal-unknown-group = 没有这支队伍，什么都没有改变。请刷新后重新选。
refusal-unknown-ticket = 今天没有 { $ticket } 这个号。请核对小票，或到引导台问一声。
refusal-unknown-window = 没有 { $window } 号窗口，什么都没有改变。请重新选。
refusal-unknown-staff = 没有工号 { $number }，不能上岗。请核对，或找管理员登记。
refusal-no-one-waiting = 现在没有人在等，没有叫号。来人了，这里会告诉您。
refusal-only-young-help = 只有帮办的号，还没到轮到这里的时候，再过 { $minutes } 分钟。急的话，请值班长安排帮办。
refusal-ticket-not-waiting = 这个号现在不在等，没有叫它。请叫下一位。
refusal-ticket-elsewhere = { $ticket } 在 { $window } 号窗口，这里不能再动它。请和那边的同志说一声。
refusal-window-does-not-serve = 这个窗口不办这件事，没有执行。需要的话，请转窗口，或请值班长安排帮办。
refusal-window-idle = 这个窗口现在没有号，这一步做不了。请先叫下一位。
refusal-not-started = 还没有开始办，这一步做不了。请先按“开始办理”。
refusal-ticket-not-away = 这个号没有过号，也没有先等一下，不用找回。
refusal-ticket-other-day = { $ticket } 不是今天的号，今天不能再用。请重新取号。
refusal-ticket-being-served = 这个号已经叫到窗口了，不能取消。不想办了，请跟窗口说一声。
refusal-ticket-ended = 这个号已经结束，什么都没有改变。还有事，请重新取号。
refusal-not-reserved = { $ticket } 已经出过票，不用再确认。
refusal-calls-used-up = 这个号叫的遍数够了，不再叫。没有来，请按“没有来·过号”，人回来还能接着办。
refusal-too-soon-to-call = 刚叫过，请等 { $seconds } 秒再叫，让人走过来。
refusal-window-busy = { $ticket } 还在这个窗口，没有执行。请先把它结束或转走。
refusal-no-window-open = 您还没有在窗口上岗，没有执行。请先上岗。
refusal-window-paused = 窗口正在暂离，没有叫号。回来了请先按“回来了”。
refusal-window-not-paused = 窗口没有暂离，不用恢复。
refusal-window-taken = { $window } 号窗口{ $name }在岗，不能再上岗。请换一个窗口，或请对方先收岗。
refusal-other-window-open = 您已在 { $window } 号窗口上岗，一个人只能开一个窗口。请先在那边收岗。
refusal-not-your-window = 您没有在 { $window } 号窗口上岗，不能替它操作。请先上岗，或找那边的同志。
refusal-suspended = 停岗期间不能上岗，窗口没有开。有疑问，请找主管领导。
refusal-badge-missing = 岗牌缺“{ $field }”，窗口没有开。请管理员补齐后再上岗。
refusal-nothing-to-undo = 没有可以撤回的：时间过了，或者后面已经有人接着办。要改，请按现在的情况再操作一次。
refusal-reason-needed = 还没有写理由，没有执行。请写一句再提交。
refusal-transfer-same = { $ticket } 已经在这支队伍里，不用转。请选别的队伍或窗口。
refusal-park-time = 等候时间要在今天下班以前，没有执行。请改短一些。
refusal-already-helping = { $window } 号窗口已经在办这支队伍，不用再安排。
refusal-not-helping = { $window } 号窗口没有在帮办这支队伍，没有可收回的。
refusal-already-assisted = { $ticket } 已经确认过需要照应，下一个空窗口接待。
refusal-role-may-not = 这一步要由{ $role }来做，没有执行。需要的话，请告诉值班长。
refusal-rating-code = 号码和编码对不上，没有记下评价。请核对小票，还能试 { $left } 次。
refusal-not-served-yet = 这个号还没有办，等办好了再评。
refusal-rating-over = 评价的时间已经过了，不能再评。有话要说，请打监督电话。
refusal-rating-invalid = 没有这一档或这个理由，没有记下评价。请重新选。
refusal-text-too-long = 写得太长了，最多 { $count } 字，没有保存。请短一些。
refusal-phone-number = 电话号码看着不对，没有保存。请核对，也可以不留。
refusal-unknown-parameter = 没有这个参数，没有保存。请从参数页上选。
refusal-parameter-invalid = 这个值和它的单位对不上，没有保存。请改好再保存。
refusal-parameter-law = 这个值是法律定的，这里不能改。
refusal-parameter-date = 起用日期已经过了，没有保存。请填今天或以后。
refusal-too-large = 这样改，屏幕的内容会超过 { $limit }，没有保存。请减少一些。
refusal-request-too-old = 这个请求是很久以前的，没有执行。现在是 { $time }，请重新操作。
refusal-request-ahead = 这台机器的时间快了，请求没有执行。现在是 { $time }，它会自己对好，请再按一次。
refusal-request-reused = 同一个请求编号用在了两件不同的事上，没有执行。请重新操作。
refusal-unknown-fields = 消息里有不认识的内容“{ $field }”，没有执行。请更新这台设备。
refusal-wrong-version = 这台设备的版本对不上，没有执行。请管理员更新。
refusal-device-unknown = 这台设备没有登记，不能用。请管理员登记。
refusal-device-locked = 这台机器暂停使用，请换一台，或到引导台取号
refusal-device-without-screen = 叫号器没有屏幕，不能暂停也不能重启。要停用，请收回它的密码。
refusal-device-file-taken = 这个设备文件已经下载过一次，不能再给。文件丢了，请换一个新密码。
refusal-unknown-screen-text = 这个词不在可以改的词里面
refusal-text-not-plain = 只能写一行普通文字，不要换行和特殊符号
refusal-token = 这个令牌不能用：可能已收回，或者不管这个窗口。请管理员另发。
refusal-needs-clerk = 这个窗口没有人上岗，令牌不能替人叫号。请先有人上岗。
refusal-outside-hours-next = 现在不是服务时间，没有取号。下次开门：{ $next }。
refusal-already-started = 已经开始办了，不用再按。
refusal-group-not-today = { $group }今天不办，{ $days }可办。指南现在就能看，急事请到引导台。
refusal-unknown-notice = 没有这份公开事项，可能已经撤下。请刷新后再看。
refusal-unknown-token = 没有这个令牌，什么都没有改变。请核对名称。
refusal-unknown-device = 没有这台设备，什么都没有改变。请核对名称，或请管理员登记。
refusal-name-invalid = 这个名称不能用，没有保存。请只用小写字母、数字和短横。
refusal-name-taken = 这个名称已经有了，没有保存。请换一个。
refusal-setting-invalid = 这项设置和别的对不上：{ $what }。没有保存，请改好再保存。
refusal-ticket-code = 号码和编码对不上，没有查到。请核对小票，或到引导台问一声。
refusal-closed-unknown = 现在不是服务时间，没有取号。什么时候开门，请看门口的公告，或打电话问一声。
refusal-no-such-window = 没有这个窗口，什么都没有改变。请重新选。
refusal-no-such-ticket = 今天没有这个号，什么都没有改变。请核对小票，或到引导台问一声。
refusal-no-such-person = 没有登记这位同志，什么都没有改变。请核对工号，或找管理员登记。
refusal-window-taken-by = 这个窗口{ $name }在岗，不能再上岗。请换一个窗口，或请对方先收岗。
refusal-earliest-turn-next = 前面刚照顾过优先的号，这次轮到来得最早的。请按“叫下一位”。
refusal-malformed = 这台设备发来的消息看不懂，没有执行。请再试一次，还不行请到引导台。
rule-queue = 大厅排队规则
rule-security = 大厅安全规则
why-transferred-here = 从别的窗口转到这里，先后不变。

## 页面

page-places = 页面
page-shortcut-main = 主要的一步：叫下一位、开始办理、办好了
badge-portrait = 照片
badge-name = 姓名
badge-position = 职务
badge-number = 工号
badge-phone = 电话
error-no-such-thing = 没有找到，什么都没有改变。请核对编号。
desk-help-none = 没有取号机在叫人
window-materials = 要核对的材料
window-missed-note = 人回来还能接着办
window-parked-until = { $time } 再叫
window-sign-off-plain = 收岗吗？窗口会关上，还在等的人由别的窗口接着叫。
window-cancel-question = { $ticket } 不办了吗？号结束后就不能再叫回来。
window-called-done = 已叫 { $ticket }
window-started-done = { $ticket } 开始办理
why-chosen-passed = 指定叫号，理由已记录，越过 { $count } 位。
manager-urgent = 批准急事
manager-lend = 安排帮办
manager-close-window = 关上 { $window } 号窗口（{ $name }在岗）
manager-waits-long = { $ticket } 等了 { $minutes } 分钟。
manager-window-away = { $window } 号窗口暂离 { $minutes } 分钟了
manager-window-idle = { $window } 号窗口空着，有 { $count } 人在等
manager-yesterday-plain = 昨天 { $done } 人办好
manager-chart-words = { $time }：答应 { $low }–{ $high } 分钟，实际 { $waited } 分钟。
health-well = { $count } 台设备正常
phone-go-now = 请到
phone-guide-title = 办事指南
phone-over = 这个号已经结束
supervise-unknown = 没有查到这位工作人员。请核对岗牌上的工号，或打监督电话问一声。
rating-choose-why = 还想说点什么（可以不填）
manager-look-window = 去看看 { $window } 号窗口
