/*
 * What a channel forbids to offer. The lints WX1 and WX2 keep a campaign from declaring it; this
 * keeps a page from offering it where the page happens to be opened.
 */

/**
 * Sharing for a reward, by what the reward is for: `share`, that something was shared; `invitee`,
 * what an invited person does (joins a group, helps, cuts a price).
 *
 * WeChat forbids both to pages outside mini-programs (外部链接内容管理规范 2.1.2, 2019-10-28), and
 * the first in mini-programs as well (运营规范 5.1).
 */
const REWARDS = {
  wechat_h5: ['share', 'invitee'],
  wechat_mp: ['share'],
};

/**
 * Whether one of the channels forbids what is asked.
 *
 * @param {string[]} channels where the page is, and where its author says it is
 */
export function forbids(channels, capability, detail) {
  if (capability !== 'share' || !detail.reward) return false;
  // A reward that is described in another word is taken for the worse of the two.
  const reward = detail.reward === 'invitee' ? 'invitee' : 'share';
  return channels.some((channel) => (REWARDS[channel] || []).includes(reward));
}
