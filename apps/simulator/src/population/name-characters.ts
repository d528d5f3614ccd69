// Data for made-up names. Surnames stand roughly in the order of their frequency; the earlier ones are drawn more often.

const one = (text: string): readonly string[] => Array.from(text);

export const surnames = [
  ...one(
    '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏',
  ),
  ...one('钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文翟仝逯亓'),
  ...['欧阳', '上官', '司马', '尉迟', '诸葛', '令狐'],
];

export const givenCharacters = {
  female: one(
    '婷雅静欣怡丽敏娜芳燕玲洁晓雪佳慧颖倩莉璐琳瑶萱梦雯琪妍诗语涵悦可心雨思嘉艺彤馨月玥秀英桂兰红霞梅春凤琴云娟艳丹蕾薇宁媛岚婉晴露清',
  ),
  male: one('伟强磊军洋勇杰涛超明刚平辉鹏飞宇浩轩博文泽睿晨阳天昊子俊豪凯志远建国华东林海龙波峰斌毅恒航'),
} as const;

/** 生僻字: characters outside the Basic Multilingual Plane, four bytes each in UTF-8. All but 𠅤 are in 通用规范汉字表. */
export const rareCharacters = one('𬀩𬍛𬎆𫖯𬘭𬸚𫘧𬬱𫍽𬟽𠅤𤧛𨱔𫄸𬱖𬣙');

export const dottedGivenNames = {
  female: ['古丽娜尔', '阿依古丽', '热依汗古丽', '帕提古丽', '迪丽努尔', '祖丽皮亚'],
  male: ['买买提', '艾尔肯', '阿卜杜热合曼', '玉素甫', '库尔班', '吐尔逊江'],
} as const;

export const dottedFatherNames = ['艾合买提', '买买提', '阿卜杜克里木', '吐尔逊', '阿不力孜', '依明江'];
