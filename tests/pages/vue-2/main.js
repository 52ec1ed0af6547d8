import Vue from 'vue';

import Shop from './Shop.vue';

Vue.config.ignoredElements = [/^dacu-/];

new Vue({ render: (h) => h(Shop) }).$mount('#app');
