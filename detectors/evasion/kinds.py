"""All kinds of disguises, by name."""

from __future__ import annotations

from detectors.evasion import between, shape, sound
from detectors.evasion.disguise import Disguise, everywhere, here_and_there, in_words

DISGUISES: tuple[Disguise, ...] = (
    Disguise(name="full width", zh="全角", make=everywhere(shape.full_width)),
    Disguise(name="traditional", zh="繁体", make=everywhere(shape.traditional)),
    Disguise(name="radicals", zh="部首与兼容字形", make=everywhere(shape.radical)),
    Disguise(name="look-alike letters", zh="形近字母", make=everywhere(shape.look_alike)),
    Disguise(name="boxed letters", zh="方框字母", make=everywhere(shape.boxed)),
    Disguise(name="zero width", zh="零宽字符", make=between.zero_width),
    Disguise(name="struck through", zh="组合符号", make=between.struck_through),
    Disguise(name="blanks", zh="空格隔开", make=between.blanks),
    Disguise(name="vertical", zh="竖排", make=between.vertical),
    Disguise(name="fillers", zh="符号隔开", make=between.fillers),
    Disguise(name="star inside", zh="词中加星号", make=between.star_inside),
    Disguise(name="brackets", zh="括号隔开", make=between.bracketed),
    Disguise(name="emoji", zh="表情隔开", make=between.emoji),
    Disguise(name="split characters", zh="拆字", make=in_words(shape.split)),
    Disguise(name="digits: 1", zh="数字：1", make=in_words(shape.arabic)),
    Disguise(name="digits: ①", zh="数字：①", make=in_words(shape.circled)),
    Disguise(name="digits: ❶", zh="数字：❶", make=in_words(shape.circled_black)),
    Disguise(name="digits: 壹", zh="数字：壹", make=in_words(shape.formal)),
    Disguise(name="pinyin, one character", zh="单字拼音", make=here_and_there(sound.pinyin)),
    Disguise(name="pinyin, whole words", zh="整词拼音", make=in_words(sound.pinyin)),
    Disguise(name="initials, one character", zh="单字首字母", make=here_and_there(sound.initial)),
    Disguise(name="known spellings", zh="常见谐音", make=sound.known),
    Disguise(name="free homophones", zh="任意同音字", make=here_and_there(sound.homophone)),
)
